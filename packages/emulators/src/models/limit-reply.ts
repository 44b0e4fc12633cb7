import { estimateTokens, type ModelReply } from './conversation.ts'

export interface ReplyLimits {
  readonly maxTokens?: number | undefined
  readonly stop?: readonly string[] | undefined
}

/** A reply as far as the request lets it go: up to the first stop sequence and the highest number of tokens. */
export function limitReply(reply: ModelReply, { maxTokens, stop = [] }: ReplyLimits): ModelReply {
  const stopped = cutAtStop(reply, stop)
  if (maxTokens === undefined || tokensOf(stopped) <= maxTokens) return stopped
  let text = ''
  for (const character of stopped.text) {
    if (estimateTokens(text + character) > maxTokens) break
    text += character
  }
  return { ...stopped, text, toolCalls: [], cut: 'max_tokens' }
}

function cutAtStop(reply: ModelReply, stop: readonly string[]): ModelReply {
  const places = stop.map((word) => reply.text.indexOf(word)).filter((place) => place >= 0)
  if (places.length === 0) return reply
  return { ...reply, text: reply.text.slice(0, Math.min(...places)), toolCalls: [], cut: 'stop_sequence' }
}

function tokensOf({ text, toolCalls }: ModelReply): number {
  return estimateTokens(text + toolCalls.map((call) => call.name + JSON.stringify(call.input)).join(''))
}
