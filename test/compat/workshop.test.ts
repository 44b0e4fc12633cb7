import { join } from 'node:path'
import {
  type BedrockEmulator,
  type InstanceMetadataEmulator,
  startBedrockEmulator,
  startInstanceMetadataEmulator,
} from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../kit/langfuse-api.ts'
import { type Product, startProduct } from '../kit/product.ts'
import { until } from '../kit/until.ts'

const workshop = join(import.meta.dirname, '../../packages/routing/fixtures/workshop')
const masterKey = 'sk-litellm-test-key'
const projectKeys = 'pk-lf-ac11f99d-904b-460b-b23d-d7022139e114:sk-lf-e4733269-542a-4a44-af2c-7ecfcae0feea'
const model = 'bedrock-converse-us-claude-3-7-sonnet-v1'
const ask = { model, messages: [{ role: 'user', content: 'こんにちは' }] }

let metadata: InstanceMetadataEmulator
let bedrock: BedrockEmulator
let product: Product
beforeAll(async () => {
  metadata = await startInstanceMetadataEmulator({ lifetimeSeconds: 3 })
  bedrock = await startBedrockEmulator({
    identities: (accessKeyId) => metadata.issued.find((known) => known.accessKeyId === accessKeyId),
  })
  const files = [
    '-c',
    '4.langfuse/iam_role_config.yml',
    '--env-file',
    '2.litellm/.env.example',
    '--env-file',
    '4.langfuse/.env.example',
  ]
  product = await startProduct({
    args: ['--embedded', ...files.map((file) => (file.includes('/') ? join(workshop, file) : file))],
    ownIdentity: true,
    env: {
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.url,
      AWS_BEDROCK_RUNTIME_ENDPOINT: bedrock.url,
    },
  })
})
afterAll(async () => {
  await product[Symbol.asyncDispose]()
  await bedrock[Symbol.asyncDispose]()
  await metadata[Symbol.asyncDispose]()
})

const gateway = (method: string, path: string, body?: unknown) =>
  call(`${product.gatewayUrl}${path}`, method, body, { authorization: `Bearer ${masterKey}` })
const platform = (path: string) =>
  call(`${product.serverUrl}${path}`, 'GET', undefined, {
    authorization: `Basic ${Buffer.from(projectKeys).toString('base64')}`,
  })

async function traceOf(callId: string | null) {
  return until(async () => {
    const answer = await platform(`/api/public/traces/${callId}`)
    return answer.status === 200 && answer.body.observations.length > 0 ? answer.body : undefined
  })
}

test('lists exactly the models of the file', async () => {
  const { body } = await gateway('GET', '/v1/models')
  expect(body.data.map((entry: { id: string }) => entry.id)).toEqual([
    model,
    'bedrock-us-claude-3-5-sonnet-v2',
    'bedrock-apac-claude-3-5-sonnet-v2',
    'bedrock-claude-3-5-sonnet-v1',
  ])
})

test('a call with the instance role becomes a trace with the names, tags and cost that LiteLLM writes', async () => {
  const { status, body, headers } = await gateway('POST', '/chat/completions', ask)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    model,
    choices: [{ message: { content: 'You said: こんにちは' }, finish_reason: 'stop' }],
  })
  const trace = await traceOf(headers.get('x-litellm-call-id'))
  expect(trace).toMatchObject({
    name: 'litellm-acompletion',
    tags: [
      'cache_hit:False',
      'cache_key:None',
      'user_api_key_alias:None',
      'user_api_key_team_alias:None',
      'user_api_key_user_email:None',
      'user_api_key_user_id:default_user_id',
    ],
    input: { messages: ask.messages },
  })
  expect(trace.observations).toMatchObject([{ type: 'GENERATION', level: 'DEFAULT' }])
  const { prompt_tokens, completion_tokens } = body.usage
  expect(trace.totalCost).toBeCloseTo(prompt_tokens * 3e-6 + completion_tokens * 15e-6, 10)
})

test('credentials of the role are renewed when they expire', async () => {
  await until(async () => {
    expect((await gateway('POST', '/chat/completions', ask)).status).toBe(200)
    return new Set(bedrock.calls.map((made) => made.accessKeyId)).size > 1
  })
})

test('mock_testing_fallbacks is answered by the fallback, in one trace with the failed attempt', async () => {
  const { status, body, headers } = await gateway('POST', '/chat/completions', {
    ...ask,
    mock_testing_fallbacks: true,
  })
  expect(status).toBe(200)
  expect(headers.get('x-litellm-attempted-fallbacks')).toBe('1')
  expect(body.choices[0].message.content).toBe('You said: こんにちは')
  const trace = await traceOf(headers.get('x-litellm-call-id'))
  const levels = trace.observations.map((observation: { level: string }) => observation.level)
  expect(levels.toSorted()).toEqual(['DEFAULT', 'ERROR'])
})

test('throttling is retried, then falls back through the list of the file', async () => {
  bedrock.faults.add(
    { kind: 'status', status: 429 },
    { model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0', times: 3 },
  )
  const { status, headers } = await gateway('POST', '/v1/chat/completions', ask)
  expect(status).toBe(200)
  const trace = await traceOf(headers.get('x-litellm-call-id'))
  const errors = trace.observations.filter((observation: { level: string }) => observation.level === 'ERROR')
  expect(errors.length).toBeGreaterThanOrEqual(1)
  expect(errors[0].statusMessage).toMatch(/RateLimitError/)
  bedrock.faults.clear()
})

test('streams with prompt caching, and falls back with it to a model that cannot cache', async () => {
  const system = [{ type: 'text', text: 'Be careful. '.repeat(800), cache_control: { type: 'ephemeral' } }]
  const body = {
    ...ask,
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: 'system', content: system }, ...ask.messages],
  }
  const usages = []
  for (let turn = 0; turn < 2; turn++)
    usages.push(lastUsage((await gateway('POST', '/chat/completions', body)).body))
  expect(usages[0].cache_creation_input_tokens).toBeGreaterThan(1024)
  expect(usages[1].cache_read_input_tokens).toBe(usages[0].cache_creation_input_tokens)
  const refuse = { kind: 'status', status: 503 } as const
  for (const id of [
    'us.anthropic.claude-3-7-sonnet-20250219-v1:0',
    'us.anthropic.claude-3-5-sonnet-20241022-v2:0',
    'apac.anthropic.claude-3-5-sonnet-20241022-v2:0',
  ]) {
    bedrock.faults.add(refuse, { model: id, times: Number.POSITIVE_INFINITY })
  }
  const fallen = await gateway('POST', '/chat/completions', { ...body, stream: false })
  expect(fallen.status).toBe(200)
  expect(bedrock.calls.at(-1)?.modelId).toBe('anthropic.claude-3-5-sonnet-20240620-v1:0')
  bedrock.faults.clear()
})

function lastUsage(stream: string) {
  const chunks = stream
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)))
  return chunks.at(-1).usage
}
