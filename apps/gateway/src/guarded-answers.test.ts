import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type GuardedVendors,
  message,
  messagesPath,
  openGuardedVendors,
  sonnet,
} from './testing/guarded-vendors.ts'

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

test('signed reasoning that is changed loses its signature', async () => {
  const block = { type: 'thinking', thinking: 'It is ann@example.com', signature: 'c2ln' }
  world.vendor.answers({ contentType: 'application/json', body: JSON.stringify({ content: [block] }) })
  const said = await say('/vllm/v1/messages', { model: 'm' }, ['people'])
  expect(JSON.parse(said.text)).toEqual({
    content: [{ type: 'thinking', thinking: 'It is <EMAIL_ADDRESS>' }],
  })
})

test.each<[string, string, object]>([
  ['Anthropic', messagesPath, { stream: true }],
  ['invoke', `/bedrock/model/${sonnet}/invoke-with-response-stream`, {}],
])('a stream passes as it is, or not at all: %s', async (name, path, more) => {
  const { model: _, ...bedrocks } = { anthropic_version: 'bedrock-2023-05-31', ...message('') }
  const ask = (content: string, guardrails: string[]) => {
    const own = name === 'invoke' ? bedrocks : message('')
    return say(path, { ...own, messages: [{ role: 'user', content }], ...more }, guardrails)
  }
  const long = `${'fine words '.repeat(40)}in the end`
  const passed = await ask(long, ['words', 'people'])
  expect(passed.status).toBe(200)
  if (name === 'Anthropic')
    expect(passed.text.match(/(?<="text":")[^"]*/g)?.join('')).toBe(`You said: ${long}`)
  for (const [bad, guardrail] of [
    [`${long} a unicorn`, 'words'],
    [`${long} ann.of.the.north@example.com`, 'people'],
  ] as const) {
    const refused = await ask(bad, [guardrail])
    expect(refused.status).toBe(400)
    expect(refused.text).not.toMatch(/unicorn|example\.com|fine words/)
    const { generation, spans } = await recorded(refused.traceId)
    expect(JSON.stringify(generation?.output ?? '')).not.toMatch(/unicorn|example\.com/)
    expect(spans).toContainEqual(expect.objectContaining({ name: guardrail }))
  }
})

const sse = (...events: object[]) => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
const delta = (index: number, text: string) => ({
  type: 'response.output_text.delta',
  output_index: index,
  delta: text,
})
test.each<[string, string, string]>([
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
  ['what is no JSON', 'text/event-stream', 'data: a unicorn\n\n'],
  ['a list of pieces', 'application/json', JSON.stringify([{ c: { text: 'uni' } }, { c: { text: 'corn' } }])],
  ['lines of JSON', 'application/x-ndjson', '{"a":"fine"}\n{"a":"uni\\u0063orn"}\n'],
  ['plain text', 'text/plain', 'a unicorn'],
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
