import { createHash, createHmac } from 'node:crypto'
import { EventStreamCodec } from '@smithy/eventstream-codec'
import { SignatureV4 } from '@smithy/signature-v4'
import { expect, test } from 'vitest'
import { type AwsIdentity, emulatorIdentity } from '../aws/identity.ts'
import { type BedrockEmulatorOptions, startBedrockEmulator } from './bedrock-emulator.ts'

const model = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0'
const ask = (text: string) => ({ messages: [{ role: 'user', content: [{ text }] }] })

class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Uint8Array)
  }
  update(data: Uint8Array) {
    this.#hash.update(data)
  }
  async digest() {
    return new Uint8Array(this.#hash.digest())
  }
}

async function call(
  url: string,
  body: object,
  operation = 'converse',
  identity: AwsIdentity = emulatorIdentity,
  modelId = model,
) {
  const signer = new SignatureV4({
    credentials: identity,
    region: 'us-east-1',
    service: 'bedrock',
    sha256: Sha256 as never,
  })
  const { host, hostname } = new URL(url)
  const signed = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname,
    path: `/model/${encodeURIComponent(modelId)}/${operation}`,
    headers: { host, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return fetch(`${url}${signed.path}`, {
    method: 'POST',
    headers: signed.headers,
    body: JSON.stringify(body),
  })
}

async function withEmulator<T>(
  options: BedrockEmulatorOptions,
  use: (url: string) => Promise<T>,
): Promise<T> {
  await using emulator = await startBedrockEmulator(options)
  return await use(emulator.url)
}

test('answers a signed call, and refuses one that was signed with another secret or not at all', async () => {
  await using emulator = await startBedrockEmulator()
  const answer = await (await call(emulator.url, ask('hello'))).json()
  expect(answer).toMatchObject({
    output: { message: { role: 'assistant', content: [{ text: 'You said: hello' }] } },
    stopReason: 'end_turn',
    usage: { cacheReadInputTokens: 0, cacheWriteInputTokens: 0 },
  })
  const wrong = await call(emulator.url, ask('hello'), 'converse', {
    ...emulatorIdentity,
    secretAccessKey: 'wrong',
  })
  expect([wrong.status, wrong.headers.get('x-amzn-errortype')]).toEqual([403, 'InvalidSignatureException:'])
  expect(
    (await fetch(`${emulator.url}/model/${model}/converse`, { method: 'POST', body: '{}' })).status,
  ).toBe(403)
  expect(emulator.calls).toHaveLength(1)
})

test('knows session tokens and their end', async () => {
  const temporary = { ...emulatorIdentity, sessionToken: 'token', expiration: new Date(Date.now() + 60_000) }
  let now = Date.now()
  await withEmulator({ identities: [temporary], now: () => now }, async (url) => {
    expect((await call(url, ask('hi'), 'converse', temporary)).status).toBe(200)
    expect((await call(url, ask('hi'), 'converse', { ...temporary, sessionToken: 'other' })).status).toBe(403)
    now += 61_000
    expect((await call(url, ask('hi'), 'converse', temporary)).headers.get('x-amzn-errortype')).toBe(
      'ExpiredTokenException:',
    )
  })
})

test('streams events whose deltas make up the answer', async () => {
  await using emulator = await startBedrockEmulator({
    brain: () => ({
      text: 'Reading.',
      toolCalls: [{ id: 'tooluse_1', name: 'read_file', input: { path: 'a.ts' } }],
    }),
  })
  const bytes = new Uint8Array(await (await call(emulator.url, ask('go'), 'converse-stream')).arrayBuffer())
  const events = decodeAll(bytes)
  expect(events.map(([type]) => type).filter((type, index, all) => type !== all[index - 1])).toEqual([
    'messageStart',
    'contentBlockDelta',
    'contentBlockStop',
    'contentBlockStart',
    'contentBlockDelta',
    'contentBlockStop',
    'messageStop',
    'metadata',
  ])
  expect(events.find(([type]) => type === 'messageStop')?.[1]).toEqual({ stopReason: 'tool_use' })
})

test('writes a marked prefix to the cache once and reads it afterwards', async () => {
  const long = 'You are a careful engineer. '.repeat(400)
  const body = { ...ask('hello'), system: [{ text: long }, { cachePoint: { type: 'default' } }] }
  await withEmulator({}, async (url) => {
    const usages = []
    for (let turn = 0; turn < 2; turn++) {
      const answer = (await (await call(url, body)).json()) as { usage: Record<string, number> }
      usages.push(answer.usage)
    }
    expect(usages[0]?.cacheWriteInputTokens).toBeGreaterThan(1024)
    expect(usages[1]?.cacheReadInputTokens).toBe(usages[0]?.cacheWriteInputTokens)
    expect(usages[1]?.cacheWriteInputTokens).toBe(0)
  })
})

test.each([
  ['no messages', { messages: [] }, model, /at least one message/],
  [
    'an assistant first',
    { messages: [{ role: 'assistant', content: [{ text: 'x' }] }] },
    model,
    /start with a user message/,
  ],
  ['blank text', ask(' '), model, /is blank/],
  ['tools in the history only', toolHistory(), model, /toolConfig field must be defined/],
  [
    'a misspelt model',
    ask('x'),
    'eu.anthropic.anthropic.claude-opus-4-20250514-v1:0',
    /model identifier is invalid/,
  ],
  [
    'a cache point for a model without caching',
    { ...ask('x'), system: [{ text: 'a' }, { cachePoint: { type: 'default' } }] },
    'anthropic.claude-3-5-sonnet-20240620-v1:0',
    /prompt caching/,
  ],
])('refuses %s', async (_, body, modelId, message) => {
  await withEmulator({}, async (url) => {
    const answer = await call(url, body, 'converse', emulatorIdentity, modelId)
    expect([answer.status, answer.headers.get('x-amzn-errortype')]).toEqual([400, 'ValidationException:'])
    expect(((await answer.json()) as { message: string }).message).toMatch(message)
  })
})

const cachePoint = { cachePoint: { type: 'default' } }
const thinking = (budget_tokens: number) => ({
  additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens } },
})
const withTools = { toolConfig: { tools: [{ toolSpec: { name: 'read_file', inputSchema: { json: {} } } }] } }

test.each([
  [
    'five cache points',
    {
      ...ask('x'),
      system: Array(5)
        .fill([{ text: 'a' }, cachePoint])
        .flat(),
    },
    model,
    /maximum of 4/,
  ],
  [
    'an hour of caching where there is none',
    { ...ask('x'), system: [{ text: 'a' }, { cachePoint: { type: 'default', ttl: '1h' } }] },
    model,
    /ttl is not supported/,
  ],
  [
    'a cache point among the tools of Nova',
    { ...ask('x'), toolConfig: { tools: [...withTools.toolConfig.tools, cachePoint] } },
    'us.amazon.nova-pro-v1:0',
    /prompt caching/,
  ],
  ['a budget that is too small', { ...ask('x'), ...thinking(100) }, model, /greater than or equal to 1024/],
  [
    'a budget over max_tokens',
    { ...ask('x'), ...thinking(2048), inferenceConfig: { maxTokens: 100 } },
    model,
    /max_tokens/,
  ],
  [
    'a forced tool while thinking',
    { ...ask('x'), ...forcedTool(), ...thinking(1024) },
    model,
    /forces tool use/,
  ],
  [
    'a tool loop that lost its reasoning',
    { ...toolHistory(), ...withTools, ...thinking(1024) },
    model,
    /Expected `thinking`/,
  ],
  ['reasoning that is not the model’s own', foreignReasoning(), model, /Invalid `signature`/],
  ['a model without its inference profile', ask('x'), model.replace('us.', ''), /on-demand throughput/],
  ['a prompt that is too long', ask('word '.repeat(170_000)), model, /Input is too long/],
  [
    'tools where there are none',
    { ...ask('x'), ...withTools },
    'us.deepseek.r1-v1:0',
    /doesn't support tool use/,
  ],
])('also refuses %s', async (_, body, modelId, message) => {
  await withEmulator({}, async (url) => {
    const answer = await call(url, body, 'converse', emulatorIdentity, modelId)
    expect([answer.status, ((await answer.json()) as { message: string }).message]).toEqual([
      400,
      expect.stringMatching(message),
    ])
  })
})

test('stops at the token limit and at stop sequences', async () => {
  await withEmulator({}, async (url) => {
    const stopReason = async (inferenceConfig: object) =>
      (
        (await (await call(url, { ...ask('one two three four'), inferenceConfig })).json()) as {
          stopReason: string
        }
      ).stopReason
    expect(await stopReason({ maxTokens: 2 })).toBe('max_tokens')
    expect(await stopReason({ stopSequences: ['three'] })).toBe('stop_sequence')
  })
})

test('refuses a signature for another service', async () => {
  await withEmulator({}, async (url) => {
    const headers = {
      'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
      authorization: `AWS4-HMAC-SHA256 Credential=${emulatorIdentity.accessKeyId}/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    }
    const answer = await fetch(`${url}/model/${model}/converse`, { method: 'POST', headers, body: '{}' })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("service: 'bedrock'")])
  })
})

test('plays throttling and a stream that ends without messageStop', async () => {
  await using emulator = await startBedrockEmulator()
  emulator.faults.add({ kind: 'status', status: 429 }).add({ kind: 'truncate', afterChunks: 2 })
  const throttled = await call(emulator.url, ask('hi'))
  expect([throttled.status, throttled.headers.get('x-amzn-errortype')]).toEqual([429, 'ThrottlingException:'])
  const cut = new Uint8Array(await (await call(emulator.url, ask('hi'), 'converse-stream')).arrayBuffer())
  expect(decodeAll(cut).map(([type]) => type)).not.toContain('messageStop')
  expect((await call(emulator.url, ask('hi'))).status).toBe(200)
})

function forcedTool() {
  return { toolConfig: { ...withTools.toolConfig, toolChoice: { any: {} } } }
}

function foreignReasoning() {
  const reasoningText = { text: 'hm', signature: 'made up' }
  const content = [{ reasoningContent: { reasoningText } }, { text: 'x' }]
  return { messages: [...ask('x').messages, { role: 'assistant', content }, ...ask('y').messages] }
}

function toolHistory() {
  const toolUse = { toolUseId: 't', name: 'read_file', input: {} }
  const toolResult = { toolUseId: 't', content: [{ text: 'x' }] }
  return {
    messages: [
      { role: 'user', content: [{ text: 'go' }] },
      { role: 'assistant', content: [{ toolUse }] },
      { role: 'user', content: [{ toolResult }] },
    ],
  }
}

function decodeAll(bytes: Uint8Array): [string, unknown][] {
  const text = new TextDecoder()
  const codec = new EventStreamCodec(
    (input) => (typeof input === 'string' ? input : text.decode(input)),
    (input) => new TextEncoder().encode(input),
  )
  const events: [string, unknown][] = []
  for (let offset = 0; offset < bytes.length; ) {
    const length = new DataView(bytes.buffer, bytes.byteOffset + offset).getUint32(0)
    const { headers, body } = codec.decode(bytes.subarray(offset, offset + length))
    events.push([String(headers[':event-type']?.value), JSON.parse(text.decode(body))])
    offset += length
  }
  return events
}
