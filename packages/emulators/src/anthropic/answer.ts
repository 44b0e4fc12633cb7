import { randomUUID } from 'node:crypto'
import { type Conversation, estimateTokens, type ModelReply, streamPieces } from '../models/conversation.ts'

/** An event of a streamed message: its type and its other fields. */
export type MessageEvent = readonly [type: string, fields: object]

type Block = Readonly<Record<string, unknown>> & { readonly type: string }

interface Usage {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
}

export function toMessage(conversation: Conversation, reply: ModelReply): object {
  return {
    ...emptyMessage(conversation),
    content: toBlocks(reply),
    stop_reason: stopReason(reply),
    usage: usageOf(conversation, reply),
  }
}

/** A reply as the events of a stream, in the order of the service. */
export function toEvents(conversation: Conversation, reply: ModelReply): MessageEvent[] {
  const usage = usageOf(conversation, reply)
  const message = { ...emptyMessage(conversation), usage: { ...usage, output_tokens: 1 } }
  const { output_tokens } = usage
  return [
    ['message_start', { message }],
    ['ping', {}],
    ...toBlocks(reply).flatMap(blockEvents),
    [
      'message_delta',
      { delta: { stop_reason: stopReason(reply), stop_sequence: null }, usage: { output_tokens } },
    ],
    ['message_stop', {}],
  ]
}

export function countPrompt({ system, turns, tools }: Conversation): number {
  const said = turns.map(
    (turn) => turn.text + JSON.stringify(turn.toolCalls) + JSON.stringify(turn.toolResults),
  )
  return estimateTokens([system, ...said, ...tools].join(' '))
}

function emptyMessage({ model }: Conversation): object {
  const id = `msg_${randomUUID().replaceAll('-', '')}`
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
}

function toBlocks({ reasoning, text, toolCalls }: ModelReply): Block[] {
  const signature = 'emulated-signature'
  return [
    ...(reasoning === undefined ? [] : [{ type: 'thinking', thinking: reasoning, signature }]),
    ...(text === '' ? [] : [{ type: 'text', text }]),
    ...toolCalls.map(({ id, name, input }) => ({ type: 'tool_use', id, name, input })),
  ]
}

function blockEvents(block: Block, index: number): MessageEvent[] {
  const delta = (fields: object): MessageEvent => ['content_block_delta', { index, delta: fields }]
  const start = (fields: object): MessageEvent => [
    'content_block_start',
    { index, content_block: { ...block, ...fields } },
  ]
  const stop: MessageEvent = ['content_block_stop', { index }]
  if (block.type === 'text') {
    const pieces = streamPieces(String(block.text)).map((text) => delta({ type: 'text_delta', text }))
    return [start({ text: '' }), ...pieces, stop]
  }
  if (block.type === 'thinking') {
    const { thinking, signature } = block
    const pieces = streamPieces(String(thinking)).map((piece) =>
      delta({ type: 'thinking_delta', thinking: piece }),
    )
    return [
      start({ thinking: '', signature: '' }),
      ...pieces,
      delta({ type: 'signature_delta', signature }),
      stop,
    ]
  }
  const pieces = streamPieces(JSON.stringify(block.input), 20)
  return [
    start({ input: {} }),
    ...pieces.map((partial_json) => delta({ type: 'input_json_delta', partial_json })),
    stop,
  ]
}

function stopReason(reply: ModelReply): string {
  return reply.cut ?? (reply.toolCalls.length > 0 ? 'tool_use' : 'end_turn')
}

function usageOf(conversation: Conversation, reply: ModelReply): Usage {
  const said = (reply.reasoning ?? '') + reply.text + JSON.stringify(reply.toolCalls)
  return {
    input_tokens: reply.usage?.inputTokens ?? countPrompt(conversation),
    output_tokens: reply.usage?.outputTokens ?? estimateTokens(said),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
  }
}
