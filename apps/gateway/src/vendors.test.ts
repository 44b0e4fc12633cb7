import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeVendors, startFakeVendors } from './testing/fake-vendors.ts'
import { masterKey, startTestGateway, type TestGateway } from './testing/start-test-gateway.ts'

let vendors: FakeVendors
let gateway: TestGateway
let openAi: OpenAI
let anthropic: Anthropic

const models = {
  azure: { model: 'azure/my-gpt', api_version: '2024-10-21' },
  mistral: { model: 'mistral/mistral-large-latest' },
  gemini: { model: 'gemini/gemini-3-pro-preview' },
  vertex: { model: 'vertex_ai/gemini-2.5-pro', vertex_project: 'p' },
  cohere: { model: 'cohere_chat/command-a-03-2025' },
  ollama: { model: 'ollama_chat/qwen3:8b', num_ctx: 32_768 },
  sagemaker: {
    model: 'sagemaker_chat/my-endpoint',
    aws_access_key_id: 'AKIA',
    aws_secret_access_key: 's',
    aws_region_name: 'us-east-1',
  },
  'claude-on-vertex': { model: 'vertex_ai/claude-sonnet-4-5@20250929', vertex_project: 'p' },
}

beforeAll(async () => {
  vendors = await startFakeVendors()
  gateway = await startTestGateway({
    config: {
      model_list: Object.entries(models).map(([model_name, params]) => ({
        model_name,
        litellm_params: { api_base: vendors.url, api_key: 'k', ...params },
      })),
      litellm_settings: { drop_params: true },
    },
  })
  openAi = new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey: masterKey, maxRetries: 0 })
  anthropic = new Anthropic({ baseURL: gateway.url, apiKey: masterKey, maxRetries: 0 })
})
afterAll(() => Promise.all([gateway, vendors].map((one) => one?.[Symbol.asyncDispose]())))

const question = [{ role: 'user' as const, content: 'hello' }]
const schema = { type: 'object' as const, properties: { city: { type: 'string' } } }

describe.each(Object.keys(models))('%s', (model) => {
  test('answers in every dialect', async () => {
    const stream = await openAi.chat.completions.create({
      model,
      messages: question,
      stream: true,
      stream_options: { include_usage: true },
    })
    const chunks = await Array.fromAsync(stream)
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('Good morning')
    expect(chunks.at(-1)?.usage).toMatchObject({ prompt_tokens: 5, completion_tokens: 3 })
    const message = await anthropic.messages
      .stream({ model, max_tokens: 50, messages: question })
      .finalMessage()
    expect(message.content).toMatchObject([{ type: 'text', text: 'Good morning' }])
    expect(message.usage).toMatchObject({ input_tokens: 5, output_tokens: 3 })
    const response = await openAi.responses.create({ model, input: 'hello' })
    expect(response.output_text).toBe('Good morning')
  })

  test('calls a tool and goes on with its result, for clients of either vendor', async () => {
    const tools = [{ type: 'function' as const, function: { name: 'get_weather', parameters: schema } }]
    const first = await openAi.chat.completions.create({ model, messages: question, tools })
    const said = first.choices[0]?.message
    const call = said?.tool_calls?.[0]
    expect(call).toMatchObject({ function: { name: 'get_weather', arguments: '{"city":"Tokyo"}' } })
    if (!said || !call) throw new Error('no call')
    const result = { role: 'tool' as const, tool_call_id: call.id, content: 'sunny' }
    const next = await openAi.chat.completions.create({ model, messages: [...question, said, result], tools })
    expect(next.choices[0]?.message.content).toBe('It is sunny.')

    const asked = { model, max_tokens: 50, tools: [{ name: 'get_weather', input_schema: schema }] }
    const { content } = await anthropic.messages.create({ ...asked, messages: question })
    const [use] = content
    if (use?.type !== 'tool_use') throw new Error('no call')
    const told = { type: 'tool_result' as const, tool_use_id: use.id, content: 'sunny' }
    const end = await anthropic.messages.create({
      ...asked,
      messages: [...question, { role: 'assistant', content }, { role: 'user', content: [told] }],
    })
    expect(end.content).toMatchObject([{ type: 'text', text: 'It is sunny.' }])
  })
})

test('the signature of a call comes back to Gemini through both clients', () => {
  const replayed = vendors.calls.filter(
    ({ url, text }) => url.includes('gemini-3-pro-preview:') && text.includes('sunny'),
  )
  expect(replayed).toHaveLength(2)
  for (const { text } of replayed) expect(text).toContain('"thoughtSignature":"c2ln"')
})

test('models are called at the addresses of their vendors', () => {
  const paths = new Set(vendors.calls.map(({ url }) => url))
  expect([...paths].sort()).toEqual([
    '/api/chat',
    '/endpoints/my-endpoint/invocations',
    '/endpoints/my-endpoint/invocations-response-stream',
    '/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21',
    '/v1/chat/completions',
    '/v1/projects/p/locations/us-central1/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict',
    '/v1/projects/p/locations/us-central1/publishers/anthropic/models/claude-sonnet-4-5@20250929:streamRawPredict',
    '/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro:generateContent',
    '/v1/projects/p/locations/us-central1/publishers/google/models/gemini-2.5-pro:streamGenerateContent?alt=sse',
    '/v1beta/models/gemini-3-pro-preview:generateContent',
    '/v1beta/models/gemini-3-pro-preview:streamGenerateContent?alt=sse',
    '/v2/chat',
  ])
})

test('the length of the context that a deployment sets reaches Ollama', () => {
  const asked = vendors.calls.filter(({ url }) => url === '/api/chat')
  for (const { text } of asked) expect(JSON.parse(text).options.num_ctx).toBe(32_768)
})

test('which parameters they take is told without asking them', async () => {
  const before = vendors.calls.length
  const answer = await gateway.fetch('/utils/supported_openai_params?model=vertex')
  const { supported_openai_params: names } = (await answer.json()) as { supported_openai_params: string[] }
  expect(names).toEqual(expect.arrayContaining(['tools', 'reasoning_effort', 'seed']))
  expect(names).not.toContain('logit_bias')
  expect(vendors.calls).toHaveLength(before)
})
