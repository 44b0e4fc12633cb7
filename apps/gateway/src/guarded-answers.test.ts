import {
  BedrockRuntimeClient,
  ConverseStreamCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type GuardedVendors,
  message,
  messagesPath,
  openGuardedVendors,
  sonnet,
} from './testing/guarded-vendors.ts'
import { masterKey } from './testing/start-test-gateway.ts'

let world: GuardedVendors
beforeAll(async () => {
  world = await openGuardedVendors()
})
afterAll(() => world?.[Symbol.asyncDispose]())

const say: GuardedVendors['say'] = (...wanted) => world.say(...wanted)
const recorded: GuardedVendors['recorded'] = (traceId) => world.recorded(traceId)

test.each<[string, string, object]>([
  ['Anthropic', messagesPath, message('I am ann@example.com')],
  [
    'OpenAI',
    '/openai/v1/chat/completions',
    { model: 'gpt-4o', messages: [{ role: 'user', content: 'I am ann@example.com' }] },
  ],
  [
    'converse',
    '/bedrock/model/claude/converse',
    { messages: [{ role: 'user', content: [{ text: 'I am ann@example.com' }] }] },
  ],
])('words of a whole answer are masked for the client and the trace: %s', async (_, path, body) => {
  const said = await say(path, body, ['people'])
  expect(said.text).toContain('You said: I am <EMAIL_ADDRESS>')
  expect(Number(said.headers.get('content-length'))).toBe(Buffer.byteLength(said.text))
  const { generation } = await recorded(said.traceId)
  expect(JSON.stringify(generation?.output)).toContain('<EMAIL_ADDRESS>')
  expect(JSON.stringify(generation?.output)).not.toContain('ann@')
  expect(generation?.usageDetails).toMatchObject({ output: expect.any(Number) })
})

test('an answer that passes is what the vendor sent, byte by byte', async () => {
  const json = '{ "output" : [1.0, "fine"],  "id":12345678901234567890 }'
  for (const [contentType, body] of [
    ['application/json', json],
    ['text/event-stream', `: a comment\n\nevent: x\ndata:  ${json}\r\n\r\ndata: [DONE]\n\n`],
  ] as const) {
    world.vendor.answers({ contentType, body })
    expect((await say('/vllm/v1/responses', { model: 'm', input: 'x' }, ['people', 'words'])).text).toBe(body)
  }
})

test('what is refused is neither shown nor written down, and is paid', async () => {
  const said = await say(messagesPath, message('a unicorn'), ['words'])
  expect(said).toMatchObject({ status: 400, text: expect.stringContaining('words') })
  expect(JSON.parse(said.text)).toMatchObject({ type: 'error' })
  const { text, generation } = await recorded(said.traceId)
  expect(text).not.toContain('You said')
  expect(generation).toMatchObject({ level: 'ERROR', costDetails: { total: expect.any(Number) } })
})

test('a stream that breaks off while it is held is not shown, and is paid', async () => {
  const usage = { prompt_tokens: 7, completion_tokens: 1, total_tokens: 8 }
  const chunk = { choices: [{ index: 0, delta: { content: 'only half' } }], usage }
  const body = `data: ${JSON.stringify(chunk)}\n\n`
  world.vendor.answers({ contentType: 'text/event-stream', body, breaksOff: true })
  const wanted = { model: 'm', stream: true, messages: [{ role: 'user', content: 'x' }] }
  const said = await say('/vllm/v1/chat/completions', wanted, ['words'])
  expect(said.status).toBeGreaterThanOrEqual(500)
  expect(said.text).not.toContain('only half')
  const { text, generation } = await recorded(said.traceId)
  expect(text).not.toContain('only half')
  expect(generation).toMatchObject({ level: 'ERROR', usageDetails: { input: 7, output: 1 } })
})

test('signed reasoning that is changed loses its signature', async () => {
  const block = { type: 'thinking', thinking: 'It is ann@example.com', signature: 'c2ln' }
  world.vendor.answers({ contentType: 'application/json', body: JSON.stringify({ content: [block] }) })
  const said = await say('/vllm/v1/messages', { model: 'm' }, ['people'])
  expect(JSON.parse(said.text)).toEqual({
    content: [{ type: 'thinking', thinking: 'It is <EMAIL_ADDRESS>' }],
  })
})

describe('a stream', () => {
  const long = `${'fine words '.repeat(40)}in the end`
  const ask = (content: string, guardrails: string[]) =>
    say(messagesPath, message(content, { stream: true }), guardrails)
  const textOf = (stream: string) =>
    [...stream.matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(([, json = '""']) => JSON.parse(json)).join('')

  test('passes, is masked for the client and the trace, or is refused before anything is shown', async () => {
    expect(textOf((await ask(long, ['words', 'people'])).text)).toBe(`You said: ${long}`)
    const masked = await ask(`${long} ann.of.the.north@example.com`, ['people'])
    expect(textOf(masked.text)).toBe(`You said: ${long} <EMAIL_ADDRESS>`)
    const kept = await recorded(masked.traceId)
    expect(kept.generation?.output).toMatchObject({ content: `You said: ${long} <EMAIL_ADDRESS>` })
    expect(kept.generation?.usageDetails).toMatchObject({ output: expect.any(Number) })
    const refused = await ask(`${long} a unicorn`, ['words'])
    expect(refused).toMatchObject({ status: 400, text: expect.stringContaining('words') })
    const { text, generation, spans } = await recorded(refused.traceId)
    expect([refused.text, text].join()).not.toMatch(/You said/)
    expect(generation?.costDetails).toMatchObject({ total: expect.any(Number) })
    expect(spans).toContainEqual(expect.objectContaining({ name: 'words', level: 'ERROR' }))
  })

  test('has what was masked in its prompt again, where it is looked at', async () => {
    const { text, traceId } = await ask('I am ann.of.the.north@example.com', ['people-back', 'words'])
    expect(textOf(text)).toBe('You said: I am ann.of.the.north@example.com')
    expect((await recorded(traceId)).text).not.toContain('ann.of')
  })

  const client = () =>
    new BedrockRuntimeClient({
      endpoint: `${world.strict.url}/bedrock`,
      region: 'us-east-1',
      credentials: { accessKeyId: masterKey, secretAccessKey: 'nobody checks it' },
      requestHandler: new NodeHttpHandler(),
      maxAttempts: 1,
    })

  test('of Converse is masked or refused for the client of AWS', async () => {
    const converse = async (text: string) => {
      const messages = [{ role: 'user' as const, content: [{ text }] }]
      const { stream } = await client().send(new ConverseStreamCommand({ modelId: 'claude', messages }))
      const events = await Array.fromAsync(stream ?? [])
      return events.map(({ contentBlockDelta: part }) => part?.delta?.text ?? '').join('')
    }
    expect(await converse(`${long} ann.of.the.north@example.com`)).toBe(`You said: ${long} <EMAIL_ADDRESS>`)
    await expect(converse(`${long} a unicorn`)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('words'),
    })
  })

  test('of InvokeModel as well, whose events are packed', async () => {
    const invoke = async (content: string) => {
      const { model: _, ...asked } = message(content)
      const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...asked })
      const command = new InvokeModelWithResponseStreamCommand({ modelId: sonnet, body })
      const events = await Array.fromAsync((await client().send(command)).body ?? [])
      return textOf(events.map(({ chunk }) => Buffer.from(chunk?.bytes ?? []).toString()).join())
    }
    expect(await invoke(`${long} ann.of.the.north@example.com`)).toBe(`You said: ${long} <EMAIL_ADDRESS>`)
    await expect(invoke(`${long} a unicorn`)).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

const sse = (...events: object[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
const delta = (index: number, text: string) => ({
  type: 'response.output_text.delta',
  output_index: index,
  delta: text,
})
test.each<[string, string, string | Uint8Array]>([
  ['text in pieces', 'text/event-stream', sse(delta(0, 'a uni'), delta(1, 'other'), delta(0, 'corn'))],
  [
    'arguments in pieces',
    'text/event-stream',
    sse(
      {
        choices: [
          { index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{"a":"uni\\u0063' } }] } },
        ],
      },
      { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: 'orn"}' } }] } }] },
    ),
  ],
  ['a field of the vendor', 'text/event-stream', sse({ web_search: { results: [{ snippet: 'unicorn' }] } })],
  ['a stream by another spelling', 'Text/Event-Stream', sse(delta(0, 'a uni'), delta(0, 'corn'))],
  [
    'arguments in a stream that are no text',
    'text/event-stream',
    sse({ candidates: [{ content: { parts: [{ functionCall: { args: { name: 'unicorn' } } }] } }] }),
  ],
  [
    'arguments that are no text',
    'application/json',
    JSON.stringify({ message: { tool_calls: [{ function: { arguments: { name: 'unicorn' } } }] } }),
  ],
  ['what is no JSON', 'text/event-stream', 'data: a unicorn\n\n'],
  ['a list of pieces', 'application/json', JSON.stringify([{ c: { text: 'uni' } }, { c: { text: 'corn' } }])],
  ['lines of JSON', 'application/x-ndjson', '{"a":"fine"}\n{"a":"uni\\u0063orn"}\n'],
  ['plain text', 'text/plain', 'a unicorn'],
  ['JSON behind a byte order mark', 'application/json', '\uFEFF{"a":"uni\\u0063orn"}'],
  ['JSON with bytes that are none', 'application/json', Buffer.from('{"a":"uni\\u0063orn \xff"}', 'latin1')],
  ['what calls itself a file', 'application/octet-stream', '{"custom_id":"1","response":"unicorn"}\n'],
])('no guarded word slips through as %s', async (_, contentType, body) => {
  world.vendor.answers({ contentType, body })
  const asked: [string, object?][] =
    contentType === 'application/json'
      ? [['/gemini/v1beta/models/gemini-2.5-pro:streamGenerateContent', {}]]
      : [['/vllm/v1/files/f/content'], ['/vllm/v1/anything', { stream: true }], ['/vllm/v1/anything', {}]]
  for (const [path, sent] of asked) {
    const refused = await world.strict.fetch(path, sent)
    expect(refused.status).toBe(400)
    expect(await refused.text()).not.toContain('orn')
  }
})

test('what is packed is refused, and files pass', async () => {
  const headers = { 'content-encoding': 'br' }
  world.vendor.answers({ contentType: 'application/json', body: '{}', headers })
  const refused = await world.strict.fetch('/vllm/v1/files/f')
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('packed (br)')])
  const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])
  world.vendor.answers({ contentType: 'image/png', body: picture })
  expect(new Uint8Array(await (await world.strict.fetch('/vllm/v1/files/f')).arrayBuffer())).toEqual(picture)
})

test('results of a batch are masked line by line', async () => {
  world.vendor.answers({
    contentType: 'application/octet-stream',
    body: '{"a":"ann@example.com"}\n{"b":1}\n',
  })
  const answer = await world.strict.fetch('/vllm/v1/files/f/content')
  expect(await answer.text()).toBe('{"a":"<EMAIL_ADDRESS>"}\n{"b":1}\n')
})
