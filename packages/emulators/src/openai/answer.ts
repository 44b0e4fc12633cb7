import { randomUUID } from 'node:crypto'
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatDelta,
  ChatToolCall,
  ChatUsage,
} from '@kansoku/contracts'
import { type Conversation, estimateTokens, type ModelReply, streamPieces } from '../models/conversation.ts'

/** One reply in the two forms of the wire. */
export interface Answer {
  readonly completion: ChatCompletion
  readonly chunks: readonly ChatCompletionChunk[]
}

export function toAnswer(conversation: Conversation, reply: ModelReply, includeUsage: boolean): Answer {
  const head = {
    id: `chatcmpl-${randomUUID()}`,
    created: Math.floor(Date.now() / 1000),
    model: conversation.model,
  }
  const toolCalls = reply.toolCalls.map(toWireCall)
  const finish_reason = toFinishReason(reply)
  const usage = countUsage(conversation, reply)
  const message = {
    role: 'assistant' as const,
    content: reply.text === '' ? null : reply.text,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
    ...(reply.reasoning === undefined ? {} : { reasoning_content: reply.reasoning }),
  }
  const chunk = (delta: ChatDelta, finished = false): ChatCompletionChunk => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finished ? finish_reason : null }],
  })
  const usageChunk: ChatCompletionChunk = { ...head, object: 'chat.completion.chunk', choices: [], usage }
  return {
    completion: {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, finish_reason }],
      usage,
    },
    chunks: [
      chunk({ role: 'assistant', content: '' }),
      ...streamPieces(reply.reasoning ?? '').map((reasoning_content) => chunk({ reasoning_content })),
      ...streamPieces(reply.text).map((content) => chunk({ content })),
      ...toolCalls.flatMap((call) => toCallDeltas(call).map((delta) => chunk({ tool_calls: [delta] }))),
      chunk({}, true),
      ...(includeUsage ? [usageChunk] : []),
    ],
  }
}

function toFinishReason({ cut, toolCalls }: ModelReply): 'length' | 'tool_calls' | 'stop' {
  if (cut === 'max_tokens') return 'length'
  return toolCalls.length > 0 ? 'tool_calls' : 'stop'
}

function toWireCall({ id, name, input }: ModelReply['toolCalls'][number], index: number): ChatToolCall {
  return { index, id, type: 'function', function: { name, arguments: JSON.stringify(input) } }
}

/** The first delta names the call, the others carry its arguments piece by piece. */
function toCallDeltas(call: ChatToolCall): ChatToolCall[] {
  const pieces = streamPieces(call.function.arguments, 20)
  return [
    { ...call, function: { name: call.function.name, arguments: '' } },
    ...pieces.map((piece) => ({ ...call, id: null, function: { name: null, arguments: piece } })),
  ]
}

function countUsage({ system, turns, tools }: Conversation, reply: ModelReply): ChatUsage {
  const said = turns.map(
    (turn) => turn.text + JSON.stringify(turn.toolCalls) + JSON.stringify(turn.toolResults),
  )
  const prompt_tokens = reply.usage?.inputTokens ?? estimateTokens([system, ...said, ...tools].join(' '))
  const reasoning_tokens = estimateTokens(reply.reasoning ?? '')
  const spoken = estimateTokens(
    reply.text + reply.toolCalls.map((call) => JSON.stringify(call.input)).join(''),
  )
  const completion_tokens = reply.usage?.outputTokens ?? spoken + reasoning_tokens
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens: prompt_tokens + completion_tokens,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens },
  }
}
