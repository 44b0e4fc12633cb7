import { createVerify, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Target } from '../../spec/adapter.ts'
import type { ChatMessage } from '../../spec/message.ts'
import { createCaller } from '../../testing/collect.ts'
import { testPorts } from '../../testing/ports.ts'
import { answer, ask, builtCall, user } from '../../testing/requests.ts'
import { sendJson, startUpstream, type Upstream } from '../../testing/upstream.ts'
import { createVertexAdapter } from './adapter.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

const vertex = (overrides: Partial<Target> = {}): Target => ({
  provider: 'vertex_ai',
  model: 'gemini-2.5-pro',
  params: {},
  dropParams: false,
  ...overrides,
})

const account = (url: string) => ({
  type: 'service_account',
  project_id: 'project-of-the-account',
  private_key_id: 'key-1',
  private_key: privateKey,
  client_email: 'robot@example.iam.gserviceaccount.com',
  token_uri: `${url}/token`,
})

const gemini = { candidates: [{ content: { parts: [{ text: 'hi' }] }, finishReason: 'STOP' }] }
const claude = {
  id: 'msg_1',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 3, output_tokens: 1 },
}

/** Google's tokens and models in one place. */
function startGoogle(refusedTokens: ReadonlySet<string> = new Set()): Promise<Upstream> {
  let issued = 0
  return startUpstream((response, { url, headers }) => {
    if (url === '/token' || url.startsWith('/computeMetadata/')) {
      issued += 1
      return sendJson(response, { access_token: `t-${issued}`, expires_in: 3599, token_type: 'Bearer' })
    }
    if (refusedTokens.has(headers.authorization ?? '')) {
      return sendJson(response, { error: { code: 401, status: 'UNAUTHENTICATED', message: 'expired' } }, 401)
    }
    if (url.endsWith('count-tokens:rawPredict')) return sendJson(response, { input_tokens: 12 })
    if (url.endsWith(':rawPredict')) return sendJson(response, claude)
    if (url.endsWith(':predict')) {
      const prediction = { embeddings: { values: [1], statistics: { token_count: 4 } } }
      return sendJson(response, { predictions: [prediction] })
    }
    sendJson(response, url.endsWith(':countTokens') ? { totalTokens: 5 } : gemini)
  })
}

test('a service account signs for a token, which serves all calls until it is refused', async () => {
  const refused = new Set<string>()
  await using google = await startGoogle(refused)
  await using calls = createCaller(createVertexAdapter(testPorts()))
  const params = { api_base: google.url, vertex_credentials: JSON.stringify(account(google.url)) }
  await calls.complete(vertex({ params }), ask())
  await calls.complete(vertex({ params: { ...params } }), ask())
  refused.add('Bearer t-1')
  await calls.complete(vertex({ params }), ask())
  expect(google.seen.map(({ url, headers }) => headers.authorization ?? url)).toEqual([
    '/token',
    'Bearer t-1',
    'Bearer t-1',
    'Bearer t-1',
    '/token',
    'Bearer t-2',
  ])
  const form = new URLSearchParams(google.seen[0]?.body)
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer')
  const [head = '', claims = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
  expect(read(head)).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'key-1' })
  expect(read(claims)).toMatchObject({
    iss: 'robot@example.iam.gserviceaccount.com',
    scope: 'https://www.googleapis.com/auth/cloud-platform',
    aud: `${google.url}/token`,
  })
  expect(read(claims).exp - read(claims).iat).toBe(3600)
  const verifier = createVerify('RSA-SHA256').update(`${head}.${claims}`)
  expect(verifier.verify(publicKey, Buffer.from(signature, 'base64url'))).toBe(true)
})

test('credentials stand in a file, in a map, in the login of gcloud, or with the machine', async () => {
  await using google = await startGoogle()
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-vertex-'))
  const file = join(folder, 'account.json')
  await writeFile(file, JSON.stringify(account(google.url)))
  const personal = {
    type: 'authorized_user',
    client_id: 'c',
    client_secret: 's',
    refresh_token: 'r',
    quota_project_id: 'mine',
    token_uri: `${google.url}/token`,
  }
  await writeFile(join(folder, 'application_default_credentials.json'), JSON.stringify(personal))
  const call = async (env: Record<string, string>, params: object = {}) => {
    await using calls = createCaller(createVertexAdapter(testPorts({ env })))
    await calls.complete(vertex({ params: { api_base: google.url, ...params } }), ask())
    return google.seen.slice(-2).map(({ url }) => url)
  }
  const at = (project: string) =>
    `/v1/projects/${project}/locations/us-central1/publishers/google/models/gemini-2.5-pro:generateContent`
  expect(await call({ GOOGLE_APPLICATION_CREDENTIALS: file })).toEqual([
    '/token',
    at('project-of-the-account'),
  ])
  expect((await call({}, { vertex_credentials: account(google.url) }))[0]).toBe('/token')
  expect(await call({ CLOUDSDK_CONFIG: folder })).toEqual(['/token', at('mine')])
  expect(new URLSearchParams(google.seen.at(-2)?.body).get('grant_type')).toBe('refresh_token')
  const machine = { HOME: join(folder, 'nobody'), GCE_METADATA_HOST: new URL(google.url).host }
  expect(await call({ ...machine, VERTEXAI_PROJECT: 'p' })).toEqual([
    '/computeMetadata/v1/instance/service-accounts/default/token',
    at('p'),
  ])
  await expect(call(machine)).rejects.toThrow(/needs vertex_project/)
  await expect(call({ GOOGLE_APPLICATION_CREDENTIALS: join(folder, 'absent.json') })).rejects.toMatchObject({
    errorClass: 'authentication',
    message: expect.stringMatching(/absent\.json.*set vertex_credentials or GOOGLE_APPLICATION_CREDENTIALS/),
  })
  await expect(call({}, { vertex_credentials: '{"type":"other"}' })).rejects.toThrow(
    /type "other" are not known/,
  )
  await rm(folder, { recursive: true })
})

const key = { api_key: 'k' }
test.each([
  [
    { vertex_project: 'p' },
    'gemini-2.5-pro',
    'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro:generateContent',
  ],
  [
    { vertex_project: 'p', vertex_location: 'global' },
    'gemini-2.5-pro',
    'https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/google/models/gemini-2.5-pro:generateContent',
  ],
  [
    { vertex_project: 'p', vertex_location: 'eu' },
    'claude-sonnet-4-5@20250929',
    'https://aiplatform.eu.rep.googleapis.com/v1/projects/p/locations/eu/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict',
  ],
  [
    { vertex_project: 'p', vertex_location: 'europe-west4' },
    'gemini/1234',
    'https://europe-west4-aiplatform.googleapis.com/v1/projects/p/locations/europe-west4/endpoints/1234:generateContent',
  ],
  [
    { vertex_location: 'global' },
    'gemini-2.5-pro',
    'https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-pro:generateContent',
  ],
])('settings %o and the model %s lead to %s', async (params, model, url) => {
  const target = vertex({ model, params: { ...key, ...params } })
  const { request } = await createVertexAdapter(testPorts()).buildRequest(ask(), target)
  expect(request.url).toBe(url)
  expect(request.headers['x-goog-api-key']).toBe('k')
})

test('a location is a name', async () => {
  const target = vertex({ params: { ...key, vertex_location: 'evil.example/' } })
  await expect(createVertexAdapter(testPorts()).buildRequest(ask(), target)).rejects.toMatchObject({
    errorClass: 'bad_request',
    param: 'vertex_location',
  })
})

test("Claude is asked in Anthropic's words, with the betas that it has here, and sees what was downloaded", async () => {
  await using google = await startGoogle()
  const fetchMedia = async () => ({ mediaType: 'image/png', bytes: Buffer.from('bytes') })
  await using calls = createCaller(createVertexAdapter(testPorts({ fetchMedia })))
  const params = { api_base: google.url, ...key, vertex_project: 'p' }
  const target = vertex({ model: 'claude-sonnet-4-5@20250929', params })
  const image = { type: 'image', source: { kind: 'url', url: 'https://a.example/b.png' } } as const
  const messages: ChatMessage[] = [{ role: 'user', content: [image] }, user('what?')]
  const result = await calls.complete(target, ask({ messages, maxTokens: 5 }))
  expect(result).toMatchObject({ id: 'msg_1', usage: { inputTokens: 3, outputTokens: 1 } })
  expect(JSON.parse(google.seen[0]?.body ?? '')).toEqual({
    anthropic_version: 'vertex-2023-10-16',
    max_tokens: 5,
    messages: [
      {
        role: 'user',
        content: [
          {
            type: 'image',
            source: {
              type: 'base64',
              media_type: 'image/png',
              data: Buffer.from('bytes').toString('base64'),
            },
          },
          { type: 'text', text: 'what?' },
        ],
      },
    ],
  })
  const body = { messages: [{ role: 'user', content: 'hi' }], max_tokens: 9, new_field: 1 }
  const headers = { 'anthropic-beta': 'claude-code-20250219, interleaved-thinking-2025-05-14' }
  const original = { dialect: 'anthropic', body, headers } as const
  await calls.complete(target, ask({ original }))
  expect(JSON.parse(google.seen[1]?.body ?? '')).toEqual({ anthropic_version: 'vertex-2023-10-16', ...body })
  expect(google.seen[1]?.headers['anthropic-beta']).toBe('interleaved-thinking-2025-05-14')
  expect(await calls.count(target, ask())).toBe(12)
  expect(google.seen[2]?.url).toMatch(/publishers\/anthropic\/models\/count-tokens:rawPredict$/)
  expect(JSON.parse(google.seen[2]?.body ?? '')).toMatchObject({ model: 'claude-sonnet-4-5@20250929' })
})

test('Claude streams as Anthropic does, and fails in either service’s words', () => {
  const adapter = createVertexAdapter(testPorts())
  const call = builtCall({ target: vertex({ model: 'claude-sonnet-4-5' }) })
  const decoder = adapter.createDecoder(call)
  const events = [
    { type: 'message_start', message: { id: 'msg_1', usage: { input_tokens: 3 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'hi' } },
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 1 } },
    { type: 'message_stop' },
  ]
  const chunks: { type: string }[] = []
  decoder.push(
    Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')),
    chunks as never,
  )
  expect(chunks.map(({ type }) => type)).toEqual(['start', 'usage', 'text', 'usage', 'finish'])
  const google = { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' } }
  expect(adapter.parseError(call, answer(429, [google]))).toMatchObject({
    errorClass: 'rate_limit',
    message: 'Quota exceeded',
  })
  const anthropic = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }
  expect(adapter.parseError(call, answer(529, anthropic))).toMatchObject({
    errorClass: 'service_unavailable',
  })
})

test('counts and vectors', async () => {
  await using google = await startGoogle()
  await using calls = createCaller(createVertexAdapter(testPorts()))
  const params = { api_base: google.url, ...key, vertex_project: 'p' }
  expect(await calls.count(vertex({ params }), ask({ maxTokens: 5 }))).toBe(5)
  expect(JSON.parse(google.seen[0]?.body ?? '')).toEqual({
    contents: [{ role: 'user', parts: [{ text: 'hello' }] }],
  })
  const model = 'gemini-embedding-001'
  const made = await calls.embed(vertex({ model, params }), {
    inputs: ['a', 'b'],
    dimensions: 1,
    extra: { task_type: 'RETRIEVAL_QUERY' },
  })
  expect(made).toMatchObject({ vectors: [[1], [1]], usage: { inputTokens: 8 } })
  expect(JSON.parse(google.seen[1]?.body ?? '')).toEqual({
    instances: [{ content: 'a', task_type: 'RETRIEVAL_QUERY' }],
    parameters: { outputDimensionality: 1 },
  })
})
