import {
  type BedrockEmulator,
  emulatorIdentity,
  type ModelBrain,
  startBedrockEmulator,
} from '@kansoku/emulators'
import { expect, test } from 'vitest'
import { type Caller, createCaller } from '../testing/collect.ts'
import { testPorts } from '../testing/ports.ts'
import { ask, bedrockTarget, SONNET_3_7, toolResult, user } from '../testing/requests.ts'
import { createBedrockAdapter } from './adapter.ts'

const readFile = { name: 'read_file', description: 'Reads', parameters: { type: 'object', properties: {} } }

/** Reads two files at once, then answers. */
const toolBrain: ModelBrain = ({ turns }) =>
  turns.some((turn) => turn.toolResults.length > 0)
    ? { text: 'Both are fine.', toolCalls: [] }
    : {
        reasoning: 'Both files matter.',
        text: 'I read both.',
        toolCalls: [
          { id: 'tooluse_1', name: 'read_file', input: { path: 'src/観測.ts' } },
          { id: 'tooluse_2', name: 'read_file', input: {} },
        ],
      }

function setUp(emulator: BedrockEmulator, env: Record<string, string> = {}) {
  const caller = createCaller(createBedrockAdapter(testPorts({ env })))
  const keys = {
    aws_access_key_id: emulatorIdentity.accessKeyId,
    aws_secret_access_key: emulatorIdentity.secretAccessKey,
    aws_bedrock_runtime_endpoint: emulator.url,
    aws_region_name: 'us-east-1',
  }
  return { caller, keys, target: bedrockTarget({ params: keys }) }
}

test('signed calls are answered, whole and streamed, with the same result', async () => {
  await using emulator = await startBedrockEmulator({ brain: toolBrain })
  const { caller, target } = setUp(emulator)
  await using _ = caller
  const request = ask({ tools: [readFile], thinking: { type: 'enabled', budgetTokens: 1024 } })
  const whole = await caller.complete(target, request)
  expect(whole.choices[0]).toMatchObject({
    finishReason: 'tool_calls',
    content: [
      { type: 'reasoning', text: 'Both files matter.' },
      { type: 'text', text: 'I read both.' },
      { type: 'tool_call', id: 'tooluse_1', name: 'read_file', arguments: '{"path":"src/観測.ts"}' },
      { type: 'tool_call', id: 'tooluse_2', name: 'read_file', arguments: '{}' },
    ],
  })
  const streamed = await caller.stream(target, request)
  expect(streamed.choices).toEqual(whole.choices)
  expect(streamed.usage).toEqual(whole.usage)
})

test('signed reasoning goes back with the tool results, and Claude thinks on', async () => {
  await using emulator = await startBedrockEmulator({ brain: toolBrain })
  const { caller, target } = setUp(emulator)
  await using _ = caller
  const first = ask({ tools: [readFile], thinking: { type: 'enabled', budgetTokens: 1024 } })
  const content = (await caller.complete(target, first)).choices[0]?.content ?? []
  const results = [toolResult('tooluse_1', 'x'), toolResult('tooluse_2', 'y')]
  const second = await caller.complete(target, {
    ...first,
    messages: [...first.messages, { role: 'assistant', content }, ...results],
  })
  expect(second.warnings).toEqual([])
  expect(second.choices[0]?.content.map((part) => part.type)).toEqual(['reasoning', 'text'])
})

test('a cached prompt is written once and read afterwards', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, target } = setUp(emulator)
  await using _ = caller
  const prompt = 'You are careful. '.repeat(600)
  const turn = ask({
    messages: [{ role: 'system', content: [{ type: 'text', text: prompt, cache: {} }] }, user('hi')],
  })
  const { usage: first } = await caller.complete(target, turn)
  const { usage: second } = await caller.stream(target, turn)
  expect(first?.cacheWriteTokens).toBeGreaterThan(1024)
  expect(second).toMatchObject({ cacheReadTokens: first?.cacheWriteTokens, cacheWriteTokens: 0 })
})

test('ids, profiles and ARNs reach the service as they were written', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, keys } = setUp(emulator)
  await using _ = caller
  const arn =
    'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0'
  for (const model of [SONNET_3_7, 'anthropic.claude-3-5-sonnet-20240620-v1:0', `converse/${arn}`]) {
    await caller.complete(bedrockTarget({ model, params: keys }), ask())
  }
  expect(emulator.calls.map((call) => call.modelId)).toEqual([
    'us.anthropic.claude-3-7-sonnet-20250219-v1:0',
    'anthropic.claude-3-5-sonnet-20240620-v1:0',
    arn,
  ])
})

test('a misspelt model id is the caller’s mistake, told in the words of the service', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, keys } = setUp(emulator)
  await using _ = caller
  const target = bedrockTarget({
    model: 'converse/eu.anthropic.anthropic.claude-opus-4-20250514-v1:0',
    params: keys,
  })
  await expect(caller.complete(target, ask())).rejects.toMatchObject({
    errorClass: 'bad_request',
    status: 400,
    upstreamStatus: 400,
    message: 'The provided model identifier is invalid.',
  })
})

test('a wrong secret is 403, an unknown key 401, a missing signature never sent', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, keys } = setUp(emulator)
  await using _ = caller
  const wrongSecret = bedrockTarget({ params: { ...keys, aws_secret_access_key: 'wrong' } })
  await expect(caller.complete(wrongSecret, ask())).rejects.toMatchObject({
    errorClass: 'permission_denied',
    status: 403,
    code: 'InvalidSignatureException',
  })
  const unknownKey = bedrockTarget({ params: { ...keys, aws_access_key_id: 'AKIANOBODY' } })
  await expect(caller.complete(unknownKey, ask())).rejects.toMatchObject({ status: 401 })
  expect(emulator.calls).toHaveLength(0)
})

test('bearer keys need no signature', async () => {
  await using emulator = await startBedrockEmulator({ bearerKeys: ['bedrock-key'] })
  const { caller, keys } = setUp(emulator, { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-key' })
  await using _ = caller
  await caller.complete(bedrockTarget({ params: keys }), ask())
  expect(emulator.calls[0]?.accessKeyId).toBeUndefined()
  const wrong = bedrockTarget({ params: { ...keys, api_key: 'other' } })
  await expect(caller.complete(wrong, ask())).rejects.toMatchObject({ status: 401 })
})

test('own headers are sent and signed', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, keys } = setUp(emulator)
  await using _ = caller
  const extra_headers = { 'X-Team': 'observability', 'X-Number': 1 }
  await caller.complete(bedrockTarget({ params: { ...keys, extra_headers } }), ask())
  expect(emulator.calls).toHaveLength(1)
})

test('a clock that is an hour off is corrected after the first refusal', async () => {
  await using emulator = await startBedrockEmulator({ now: () => Date.now() })
  const caller = createCaller(createBedrockAdapter(testPorts({ now: () => Date.now() - 3_600_000 })))
  await using _ = caller
  const { target } = setUp(emulator)
  await caller.complete(target, ask())
  await caller.complete(target, ask())
  expect(emulator.calls).toHaveLength(2)
})

test.each([
  [{ kind: 'status', status: 429 }, 'rate_limit'],
  [{ kind: 'status', status: 503 }, 'service_unavailable'],
  [{ kind: 'status', status: 500, body: '<html>oops</html>' }, 'service_unavailable'],
  [{ kind: 'reset' }, 'api_connection'],
] as const)('%o before the answer rejects as %s, streamed or not', async (fault, errorClass) => {
  await using emulator = await startBedrockEmulator()
  const { caller, target } = setUp(emulator)
  await using _ = caller
  emulator.faults.add(fault, { times: 2 })
  await expect(caller.complete(target, ask())).rejects.toMatchObject({ errorClass })
  await expect(caller.open(target, ask())).rejects.toMatchObject({ errorClass })
  expect((await caller.complete(target, ask())).choices).toHaveLength(1)
})

test('throttling says how long to wait', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, target } = setUp(emulator)
  await using _ = caller
  emulator.faults.add({ kind: 'status', status: 429 })
  await expect(caller.complete(target, ask())).rejects.toMatchObject({ retryAfterSeconds: 1 })
})

test.each([
  [{ kind: 'truncate', afterChunks: 3 }, 'api_connection'],
  [{ kind: 'reset-in-stream', afterChunks: 3 }, 'api_connection'],
  [{ kind: 'garble', afterChunks: 3 }, 'api_connection'],
  [{ kind: 'error-in-stream', afterChunks: 3, error: 'throttlingException' }, 'rate_limit'],
] as const)('%o gives what came before it and then fails as %s', async (fault, errorClass) => {
  await using emulator = await startBedrockEmulator({ chunkMs: 1 })
  const { caller, target } = setUp(emulator)
  await using _ = caller
  emulator.faults.add(fault)
  const stream = await caller.open(target, ask({ messages: [user('a question of some length')] }))
  const seen: string[] = []
  const reading = async () => {
    for await (const batch of stream) seen.push(...batch.map((chunk) => chunk.type))
  }
  await expect(reading()).rejects.toMatchObject({ errorClass, provider: 'bedrock' })
  expect(seen).toEqual(['start', 'text', 'text'])
})

test('an error in place of the first content rejects the opening, so that another deployment can take over', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, target } = setUp(emulator)
  await using _ = caller
  emulator.faults.add({ kind: 'error-in-stream', afterChunks: 1, error: 'throttlingException' })
  await expect(caller.open(target, ask())).rejects.toMatchObject({ errorClass: 'rate_limit' })
})

test.each(['cancel', 'break', 'signal'] as const)(
  'leaving a stream by %s ends the upstream call',
  async (way) => {
    await using emulator = await startBedrockEmulator({ chunkMs: 5 })
    const { caller, target } = setUp(emulator)
    await using _ = caller
    const controller = new AbortController()
    const long = ask({ messages: [user('word '.repeat(400))] })
    const stream = await caller.open(target, long, { signal: controller.signal })
    const reading = async () => {
      for await (const _batch of stream) {
        if (way === 'break') return
        if (way === 'cancel') stream.cancel()
        else controller.abort()
      }
    }
    if (way === 'break') await reading()
    else await expect(reading()).rejects.toMatchObject({ errorClass: 'cancelled', status: 499 })
    await expect.poll(() => emulator.abandonedStreams()).toBe(1)
  },
)

test('deadlines end calls that hang, begin late or pause too long', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, target } = setUp(emulator)
  await using _ = caller
  emulator.faults.add({ kind: 'hang' })
  await expect(caller.complete(target, ask(), { timeoutMs: 30 })).rejects.toMatchObject({
    errorClass: 'timeout',
    status: 408,
    message: expect.stringContaining('within 30 ms'),
  })
  emulator.faults.add({ kind: 'slow', firstChunkMs: 5000, chunkMs: 0 })
  await expect(caller.open(target, ask(), { firstChunkTimeoutMs: 30 })).rejects.toMatchObject({
    errorClass: 'timeout',
  })
  emulator.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 5000 })
  await expect(caller.open(target, ask(), { idleTimeoutMs: 30 })).rejects.toMatchObject({
    errorClass: 'timeout',
  })
})

test('facts of a deployment are known without a call', () => {
  const adapter = createBedrockAdapter(testPorts({ env: { AWS_REGION_NAME: 'us-east-1' } }))
  expect(adapter.describe(bedrockTarget())).toEqual({
    apiBase: 'https://bedrock-runtime.us-east-1.amazonaws.com',
    region: 'us-east-1',
    baseModel: 'anthropic.claude-3-7-sonnet-20250219-v1:0',
    supports: { promptCaching: true, tools: true, reasoning: true, vision: true },
  })
})

test('cache_control_injection_points mark messages of the deployment', async () => {
  await using emulator = await startBedrockEmulator()
  const { caller, keys } = setUp(emulator)
  await using _: Caller = caller
  const points = [{ location: 'message', role: 'user' }]
  await caller.complete(bedrockTarget({ params: { ...keys, cache_control_injection_points: points } }), ask())
  expect(emulator.calls[0]?.body.messages?.[0]?.content).toEqual([
    { text: 'hello' },
    { cachePoint: { type: 'default' } },
  ])
})
