import { type ModelReply, streamPieces } from '../models/conversation.ts'
import { signReasoning } from './validate-thinking.ts'
import type { ConverseUsage } from './wire.ts'

/** A reply as the body of Converse. */
export function toBody(reply: ModelReply, usage: ConverseUsage, latencyMs: number): object {
  return {
    output: { message: { role: 'assistant', content: toContent(reply) } },
    stopReason: stopReason(reply),
    usage,
    metrics: { latencyMs },
  }
}

/** An event of ConverseStream: its type and its payload. */
export type StreamEvent = readonly [type: string, payload: object]

/** A reply as the events of ConverseStream, in the order of the service. */
export function toEvents(reply: ModelReply, usage: ConverseUsage, latencyMs: number): StreamEvent[] {
  const blocks = toContent(reply)
  return [
    ['messageStart', { role: 'assistant' }],
    ...blocks.flatMap(blockEvents),
    ['messageStop', { stopReason: stopReason(reply) }],
    ['metadata', { usage, metrics: { latencyMs } }],
  ]
}

type Block =
  | { readonly text: string }
  | {
      readonly reasoningContent: {
        readonly reasoningText: { readonly text: string; readonly signature: string }
      }
    }
  | { readonly toolUse: { readonly toolUseId: string; readonly name: string; readonly input: object } }

function toContent({ reasoning, text, toolCalls }: ModelReply): Block[] {
  const thought = { text: reasoning ?? '', signature: signReasoning(reasoning ?? '') }
  return [
    ...(reasoning === undefined ? [] : [{ reasoningContent: { reasoningText: thought } }]),
    ...(text === '' ? [] : [{ text }]),
    ...toolCalls.map(({ id, name, input }) => ({ toolUse: { toolUseId: id, name, input } })),
  ]
}

function blockEvents(block: Block, contentBlockIndex: number): StreamEvent[] {
  const delta = (content: object): StreamEvent => ['contentBlockDelta', { contentBlockIndex, delta: content }]
  const stop: StreamEvent = ['contentBlockStop', { contentBlockIndex }]
  if ('text' in block) return [...streamPieces(block.text).map((text) => delta({ text })), stop]
  if ('reasoningContent' in block) {
    const { text, signature } = block.reasoningContent.reasoningText
    const pieces = streamPieces(text).map((piece) => delta({ reasoningContent: { text: piece } }))
    return [...pieces, delta({ reasoningContent: { signature } }), stop]
  }
  const { toolUseId, name, input } = block.toolUse
  const json = Object.keys(input).length === 0 ? '' : JSON.stringify(input)
  return [
    ['contentBlockStart', { contentBlockIndex, start: { toolUse: { toolUseId, name } } }],
    ...streamPieces(json, 20).map((piece) => delta({ toolUse: { input: piece } })),
    stop,
  ]
}

const stopReason = (reply: ModelReply) => reply.cut ?? (reply.toolCalls.length > 0 ? 'tool_use' : 'end_turn')
