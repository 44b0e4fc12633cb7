import type { ServerResponse } from 'node:http'
import { crc32 } from 'node:zlib'
import { listenOnLoopback, readBody } from '@kansoku/emulators'

/** How one vendor words the two answers that every fake gives. */
interface VendorWords {
  /** `text`, or a call of `get_weather` where there is none. */
  readonly whole: (text: string | undefined) => object
  readonly events: (text: string | undefined) => readonly object[]
  /** Around each piece of a stream. */
  readonly frame?: (piece: string) => Uint8Array
}

export interface SeenCall {
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** Servers that speak the protocols of other vendors, all on one port. */
export interface FakeVendors extends AsyncDisposable {
  readonly url: string
  readonly calls: readonly SeenCall[]
}

const weatherCall = { name: 'get_weather', arguments: '{"city":"Tokyo"}' }

const openAi: VendorWords = {
  whole: (text) => ({ choices: [openAiChoice('message', text)], usage: openAiUsage }),
  events: (text) => [{ choices: [openAiChoice('delta', text)], usage: openAiUsage }],
}
const openAiUsage = { prompt_tokens: 5, completion_tokens: 3, total_tokens: 8 }

function openAiChoice(field: string, text: string | undefined): object {
  const call = { index: 0, id: 'abcDEF123', type: 'function', function: weatherCall }
  const said = text === undefined ? { content: null, tool_calls: [call] } : { content: text }
  return { index: 0, [field]: said, finish_reason: text === undefined ? 'tool_calls' : 'stop' }
}

/** A container behind AWS's event stream. */
const sageMaker: VendorWords = { ...openAi, frame: payloadFrame }

/** A frame with one header that says it is an event; both checksums follow what they cover. */
function payloadFrame(piece: string): Uint8Array {
  const header = Buffer.from('\x0d:message-type\x07\x00\x05event', 'latin1')
  const body = Buffer.from(piece)
  const prelude = Buffer.alloc(12)
  prelude.writeUInt32BE(16 + header.length + body.length, 0)
  prelude.writeUInt32BE(header.length, 4)
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8)
  const message = Buffer.concat([prelude, header, body])
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(message))
  return Buffer.concat([message, checksum])
}

const gemini: VendorWords = {
  whole: (text) => {
    const functionCall = { name: weatherCall.name, args: JSON.parse(weatherCall.arguments) }
    const part = text === undefined ? { functionCall, thoughtSignature: 'c2ln' } : { text }
    const usageMetadata = { promptTokenCount: 5, candidatesTokenCount: 3, totalTokenCount: 8 }
    return { candidates: [{ content: { parts: [part] }, finishReason: 'STOP' }], usageMetadata }
  },
  events: (text) => [gemini.whole(text)],
}

const claude: VendorWords = {
  whole: (text) => ({
    id: 'msg_1',
    content: [text === undefined ? claudeCall : { type: 'text', text }],
    stop_reason: text === undefined ? 'tool_use' : 'end_turn',
    usage: { input_tokens: 5, output_tokens: 3 },
  }),
  events: (text) => [
    {
      type: 'message_start',
      message: { id: 'msg_1', role: 'assistant', content: [], usage: { input_tokens: 5 } },
    },
    {
      type: 'content_block_start',
      index: 0,
      content_block: text === undefined ? claudeCall : { type: 'text', text },
    },
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: text === undefined ? 'tool_use' : 'end_turn' },
      usage: { output_tokens: 3 },
    },
    { type: 'message_stop' },
  ],
}
const claudeCall = { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Tokyo' } }

const cohere: VendorWords = {
  whole: (text) => ({
    id: 'm-1',
    finish_reason: text === undefined ? 'TOOL_CALL' : 'COMPLETE',
    message: text === undefined ? { tool_calls: [cohereCall] } : { content: [{ type: 'text', text }] },
    usage: cohereUsage,
  }),
  events: (text) => [
    { type: 'message-start', id: 'm-1' },
    text === undefined
      ? { type: 'tool-call-start', delta: { message: { tool_calls: cohereCall } } }
      : { type: 'content-delta', delta: { message: { content: { text } } } },
    { type: 'message-end', delta: { finish_reason: 'COMPLETE', usage: cohereUsage } },
  ],
}
const cohereCall = { id: 'call_1', type: 'function', function: weatherCall }
const cohereUsage = { billed_units: { input_tokens: 5, output_tokens: 3 } }

/** Lines instead of events. */
const ollama: VendorWords = {
  whole: (text) => ({
    message: text === undefined ? { content: '', tool_calls: [ollamaCall] } : { content: text },
    done: true,
    prompt_eval_count: 5,
    eval_count: 3,
  }),
  events: (text) => [ollama.whole(text)],
  frame: (piece) => Buffer.from(`${piece.slice('data: '.length).trim()}\n`),
}
const ollamaCall = { function: { name: weatherCall.name, arguments: { city: 'Tokyo' } } }

const vendors: readonly (readonly [path: RegExp, words: VendorWords])[] = [
  [/\/publishers\/anthropic\//, claude],
  [/enerateContent/, gemini],
  [/\/v2\/chat$/, cohere],
  [/\/invocations/, sageMaker],
  [/\/api\/chat$/, ollama],
  [/\/chat\/completions/, openAi],
]

/** Says "Good morning", calls the tool it is given, and tells the weather once it has a result. */
export async function startFakeVendors(): Promise<FakeVendors> {
  const calls: SeenCall[] = []
  const server = await listenOnLoopback(async (request, response) => {
    const { url = '', headers } = request
    const text = (await readBody(request)).toString('utf8')
    calls.push({ url, headers, text })
    const words = vendors.find(([path]) => path.test(url))?.[1]
    if (!words) return void response.writeHead(404).end()
    reply(response, words, answerTo(text), url.includes('stream') || text.includes('"stream":true'))
  })
  return { ...server, calls }
}

function answerTo(text: string): string | undefined {
  if (text.includes('sunny')) return 'It is sunny.'
  return text.includes('get_weather') ? undefined : 'Good morning'
}

function reply(
  response: ServerResponse,
  words: VendorWords,
  text: string | undefined,
  stream: boolean,
): void {
  if (!stream) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(words.whole(text)))
    return
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of words.events(text)) {
    const piece = `data: ${JSON.stringify(event)}\n\n`
    response.write(words.frame?.(piece) ?? piece)
  }
  response.end()
}
