import type { ChatChunk, Usage } from '@kansoku/providers'
import type { AnswerHead } from '../call/answer-head.ts'
import { toChatUsage } from './usage.ts'

/** Writes typed chunks as server-sent events. One per stream. */
export interface EventWriter {
  /** The events of one batch as text; empty when nothing in it concerns the client. */
  format(batch: readonly ChatChunk[]): string
  /** The last chunk, `choices: []`, for clients that asked for it. */
  formatUsage(usage: Usage): string
}

export const endOfStream = 'data: [DONE]\n\n'

/**
 * The envelope is the same for all chunks, so it is serialised once; per chunk only the delta is. The first chunk of
 * each choice carries the role, finishing chunks an empty delta.
 */
export function createEventWriter({ id, created, model }: AnswerHead): EventWriter {
  const head = `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model }).slice(0, -1)},"choices":[`
  const opened = new Set<number>()
  const writeDelta = (
    chunk: { readonly choice?: number },
    fields: string,
    tail = 'null',
    extra = '',
  ): string => {
    const index = chunk.choice ?? 0
    const isFirst = !opened.has(index)
    if (isFirst) opened.add(index)
    const role = isFirst ? (fields === '' ? '"role":"assistant"' : '"role":"assistant",') : ''
    return `${head}{"index":${index},"delta":{${role}${fields}},"finish_reason":${tail}${extra}}]}\n\n`
  }
  return {
    format(batch) {
      let text = ''
      for (const chunk of batch) text += formatChunk(chunk, writeDelta)
      return text
    },
    formatUsage: (usage) => `${head}],"usage":${JSON.stringify(toChatUsage(usage))}}\n\n`,
  }
}

type WriteDelta = (
  chunk: { readonly choice?: number },
  fields: string,
  tail?: string,
  extra?: string,
) => string

function formatChunk(chunk: ChatChunk, write: WriteDelta): string {
  switch (chunk.type) {
    case 'text': {
      const logprobs = chunk.logprobs === undefined ? '' : `,"logprobs":${JSON.stringify(chunk.logprobs)}`
      return write(chunk, `"content":${JSON.stringify(chunk.text)}`, 'null', logprobs)
    }
    case 'refusal':
      return write(chunk, `"refusal":${JSON.stringify(chunk.text)}`)
    case 'reasoning': {
      const text = JSON.stringify(chunk.text)
      return write(
        chunk,
        `"reasoning_content":${text},"thinking_blocks":[{"type":"thinking","thinking":${text}}]`,
      )
    }
    case 'reasoning_signature': {
      const signature = JSON.stringify(chunk.signature)
      const block = `{"type":"thinking","thinking":"","signature":${signature}}`
      return write(chunk, `"reasoning_content":"","thinking_blocks":[${block}]`)
    }
    case 'redacted_reasoning':
      return write(
        chunk,
        `"thinking_blocks":[{"type":"redacted_thinking","data":${JSON.stringify(chunk.data)}}]`,
      )
    case 'tool_call_start': {
      const call = `"id":${JSON.stringify(chunk.id)},"type":"function","function":{"name":${JSON.stringify(chunk.name)},"arguments":""}`
      return write(chunk, `"tool_calls":[{"index":${chunk.tool},${call}}]`)
    }
    case 'tool_call_delta': {
      const call = `"function":{"arguments":${JSON.stringify(chunk.arguments)}}`
      return write(chunk, `"tool_calls":[{"index":${chunk.tool},${call}}]`)
    }
    case 'finish':
      return write(chunk, '', JSON.stringify(chunk.reason))
    case 'provider_fields': {
      const fields = JSON.stringify(chunk.fields).slice(1, -1)
      return fields === '' ? '' : write(chunk, fields)
    }
    case 'start':
    case 'usage':
    case 'original':
      return ''
  }
}
