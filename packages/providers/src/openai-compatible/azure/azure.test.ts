import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import { createCaller } from '../../testing/collect.ts'
import { testPorts } from '../../testing/ports.ts'
import { answer, ask, builtCall, openAiTarget } from '../../testing/requests.ts'
import { sendJson, startUpstream } from '../../testing/upstream.ts'
import { createAzureAdapter } from '../adapter.ts'
import { completionsUrl } from './endpoints.ts'

const azure = (overrides: Partial<Target> = {}) =>
  openAiTarget({ provider: 'azure', model: 'my-gpt', ...overrides })
const completion = { choices: [{ index: 0, message: { content: 'hi' }, finish_reason: 'stop' }] }
const host = 'https://me.openai.azure.com'

test.each([
  [host, undefined, `${host}/openai/deployments/my-gpt/chat/completions?api-version=2025-02-01-preview`],
  [`${host}/`, '2024-10-21', `${host}/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21`],
  [
    `${host}/openai`,
    '2024-10-21',
    `${host}/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21`,
  ],
  [
    `${host}/openai/deployments/other/chat/completions?api-version=2024-06-01`,
    undefined,
    `${host}/openai/deployments/other/chat/completions?api-version=2024-06-01`,
  ],
  [`${host}/openai/v1`, undefined, `${host}/openai/v1/chat/completions`],
  [`${host}/openai/v1/`, 'preview', `${host}/openai/v1/chat/completions?api-version=preview`],
  [host, 'v1', `${host}/openai/v1/chat/completions`],
  [`${host}/gateway`, '1', `${host}/gateway/openai/deployments/my-gpt/chat/completions?api-version=1`],
])('chat completions of %s (version %s) lie at %s', (base, version, url) => {
  expect(completionsUrl(base, 'my-gpt', version)).toBe(url)
})

test('a deployment is called with its key; embeddings lie beside; a filtered prompt is a matter of policy', async () => {
  const filtered = {
    error: {
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
      code: 'content_filter',
      status: 400,
      innererror: { code: 'ResponsibleAIPolicyViolation' },
    },
  }
  await using upstream = await startUpstream((response, { url, body }) => {
    if (body.includes('bad words')) return sendJson(response, filtered, 400)
    sendJson(response, url.includes('/embeddings') ? { data: [{ index: 0, embedding: [1] }] } : completion)
  })
  const env = { AZURE_API_BASE: upstream.url, AZURE_API_KEY: 'k-env', AZURE_API_VERSION: '2024-10-21' }
  await using calls = createCaller(createAzureAdapter(testPorts({ env })))
  await calls.complete(azure(), ask())
  await calls.embed(azure({ model: 'vectors', params: { api_key: 'k-own' } }), { inputs: ['a'] })
  await calls.complete(azure({ params: { azure_ad_token: 't-own' } }), ask())
  expect(upstream.seen.map(({ url }) => url)).toEqual([
    '/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21',
    '/openai/deployments/vectors/embeddings?api-version=2024-10-21',
    '/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21',
  ])
  expect(upstream.seen.map(({ headers }) => headers['api-key'] ?? headers.authorization)).toEqual([
    'k-env',
    'k-own',
    'Bearer t-own',
  ])
  const asked = ask({ messages: [{ role: 'user', content: [{ type: 'text', text: 'bad words' }] }] })
  await expect(calls.complete(azure(), asked)).rejects.toMatchObject({ errorClass: 'content_policy' })
})

test('an application gets a token, keeps it, and gets another when it is refused', async () => {
  let issued = 0
  await using upstream = await startUpstream((response, { url, headers }) => {
    if (url === '/tenant-1/oauth2/v2.0/token') {
      issued += 1
      return sendJson(response, { access_token: `t-${issued}`, expires_in: 3600 })
    }
    if (headers.authorization === 'Bearer t-1' && upstream.seen.length > 3)
      return sendJson(response, { error: { code: '401', message: 'Token expired' } }, 401)
    sendJson(response, completion)
  })
  const env = { AZURE_AUTHORITY_HOST: upstream.url }
  await using calls = createCaller(createAzureAdapter(testPorts({ env })))
  const params = { api_base: upstream.url, tenant_id: 'tenant-1', client_id: 'c', client_secret: 's' }
  for (let call = 0; call < 3; call += 1) await calls.complete(azure({ params }), ask())
  expect(Object.fromEntries(new URLSearchParams(upstream.seen[0]?.body))).toEqual({
    grant_type: 'client_credentials',
    client_id: 'c',
    client_secret: 's',
    scope: 'https://cognitiveservices.azure.com/.default',
  })
  const tokens = upstream.seen.flatMap(({ headers }) => headers.authorization ?? [])
  expect(tokens).toEqual(['Bearer t-1', 'Bearer t-1', 'Bearer t-1', 'Bearer t-2'])
})

test('without credentials, and with some that are refused, it says so', async () => {
  const params = { api_base: 'http://127.0.0.1:9' }
  const nobody = createAzureAdapter(testPorts())
  await expect(nobody.buildRequest(ask(), azure({ params }))).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringContaining('set api_key (or AZURE_API_KEY'),
  })
  await using upstream = await startUpstream((response) =>
    sendJson(response, { error: 'invalid_client', error_description: 'AADSTS7000215' }, 401),
  )
  const env = {
    AZURE_AUTHORITY_HOST: upstream.url,
    AZURE_TENANT_ID: 't',
    AZURE_CLIENT_ID: 'c',
    AZURE_CLIENT_SECRET: 's',
  }
  const refused = createAzureAdapter(testPorts({ env }))
  await expect(refused.buildRequest(ask(), azure({ params }))).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringMatching(/^No access token: 127\.0\.0\.1:\d+ answered 401: AADSTS7000215$/),
  })
})

test('rules of a family go by base_model or the series, whatever the deployment is called', async () => {
  const adapter = createAzureAdapter(testPorts())
  const at = { api_base: host, api_key: 'k' }
  const build = async (model: string, params: object = {}, more: Partial<Target> = {}) => {
    const { request } = await adapter.buildRequest(
      ask({ maxTokens: 9 }),
      azure({ model, params: { ...at, ...params }, ...more }),
    )
    return { url: request.url, body: JSON.parse(String(request.body)) }
  }
  expect((await build('mine')).body).toMatchObject({ model: 'mine', max_tokens: 9 })
  const based = await build('mine', { base_model: 'azure/o4-mini' })
  expect(based.body).toMatchObject({ model: 'mine', max_completion_tokens: 9 })
  const named = await build('mine', {}, { baseModel: 'azure/gpt-5' })
  expect(named.body).toMatchObject({ model: 'mine', max_completion_tokens: 9 })
  const series = await build('gpt5_series/mine')
  expect(series.body).toMatchObject({ model: 'mine', max_completion_tokens: 9 })
  expect(series.url).toContain('/deployments/mine/')
})

test('what the filter found is told, whole and streamed alike', async () => {
  const found = { hate: { filtered: false, severity: 'safe' } }
  const prompt = [{ prompt_index: 0, content_filter_results: found }]
  const adapter = createAzureAdapter(testPorts())
  const whole = adapter.parseResponse(
    builtCall(),
    answer(200, {
      prompt_filter_results: prompt,
      choices: [
        { index: 0, message: { content: 'hi' }, finish_reason: 'stop', content_filter_results: found },
      ],
    }),
  )
  expect(whole.providerFields).toEqual({ prompt_filter_results: prompt })
  expect(whole.choices[0]?.providerFields).toEqual({ content_filter_results: found })
  const events = [
    { choices: [], prompt_filter_results: prompt },
    { choices: [{ index: 0, delta: { content: 'hi' }, finish_reason: null, content_filter_results: found }] },
    { choices: [{ index: 0, delta: {}, finish_reason: 'content_filter', content_filter_results: {} }] },
  ]
  const chunks: object[] = []
  const decoder = adapter.createDecoder(builtCall())
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
  decoder.push(Buffer.from(`${text}data: [DONE]\n\n`), chunks as never)
  expect(chunks).toEqual([
    { type: 'start', providerFields: { prompt_filter_results: prompt } },
    { type: 'text', text: 'hi' },
    { type: 'provider_fields', choice: 0, fields: { content_filter_results: found } },
    { type: 'finish', reason: 'content_filter', upstreamReason: 'content_filter' },
  ])
})
