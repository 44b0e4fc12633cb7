import { createSseReader } from '../../http/sse.ts'
import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { toStreamError } from '../errors.ts'
import { toFinishReason } from '../finish-reason.ts'
import { toUsage } from '../usage.ts'
import type { AnswerBlock, AnswerMessage, AnswerUsage } from '../wire.ts'
import { type BlockDelta, createBlockReader } from './blocks.ts'

interface WireEvent {
  readonly type?: string
  readonly index?: number
  readonly message?: AnswerMessage
  readonly content_block?: AnswerBlock
  readonly delta?: BlockDelta & AnswerMessage
  readonly usage?: AnswerUsage | null
  readonly context_management?: unknown
  readonly error?: unknown
}

/** Decodes a streamed message. It is complete when its stop reason came; a stream that ends otherwise was cut off. */
export function createAnthropicDecoder(call: BuiltCall): StreamDecoder {
  const events = createSseReader()
  const blocks = createBlockReader(call)
  let usage: AnswerUsage = {}
  /** Counts of the prompt, told with the first content: an overload right after them can still be tried elsewhere. */
  let untold = false
  let stopped = false
  let done = false

  const tellUsage = (chunks: ChatChunk[]) => {
    untold = false
    chunks.push({ type: 'usage', usage: toUsage(usage, blocks.length) })
  }
  const start = ({ id, model, usage: counts }: AnswerMessage, chunks: ChatChunk[]) => {
    chunks.push({ type: 'start', ...(id ? { id } : {}), ...(model ? { model } : {}) })
    if (counts) usage = counts
    untold = counts !== undefined && counts !== null
  }
  const finish = (event: WireEvent, chunks: ChatChunk[]) => {
    const { stop_reason: reason, stop_sequence: stop, container } = event.delta ?? {}
    if (event.usage) usage = { ...usage, ...present(event.usage) }
    tellUsage(chunks)
    if (!reason || stopped) return
    stopped = true
    const fields = blocks.foreign.fields({ container, context_management: event.context_management })
    if (fields) chunks.push({ type: 'provider_fields', choice: 0, fields })
    chunks.push({
      type: 'finish',
      reason: toFinishReason(reason, blocks.toolCalls > 0),
      upstreamReason: reason,
      ...(stop ? { stopSequence: stop } : {}),
    })
  }

  const read = (event: WireEvent, chunks: ChatChunk[]) => {
    const index = event.index ?? 0
    switch (event.type) {
      case 'message_start':
        return start(event.message ?? {}, chunks)
      case 'content_block_start':
        if (untold) tellUsage(chunks)
        return blocks.start(index, event.content_block ?? {}, chunks)
      case 'content_block_delta':
        return blocks.delta(index, event.delta ?? {}, chunks)
      case 'content_block_stop':
        return blocks.stop(index, chunks)
      case 'message_delta':
        return finish(event, chunks)
      case 'message_stop':
        done = true
        return
      case 'error':
        throw toStreamError(call, event.error)
    }
  }
  const readText = (text: string, chunks: ChatChunk[]) => {
    if (done || text === '[DONE]') return
    const event = parseEvent(text, call)
    if (call.keepOriginal && event.type !== 'error')
      chunks.push({ type: 'original', original: { dialect: 'anthropic', body: { ...event } } })
    read(event, chunks)
  }

  return {
    get finished() {
      return done
    },
    push(bytes, chunks) {
      for (const text of events.push(bytes)) readText(text, chunks)
    },
    end(chunks) {
      for (const text of events.end()) readText(text, chunks)
      if (!done && !stopped) throw broken(call, 'The stream ended in the middle of the answer')
    },
  }
}

/** Later counts replace earlier ones; those that are left out or null say nothing. */
function present(usage: AnswerUsage): AnswerUsage {
  const entries = Object.entries(usage).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(entries)
}

function parseEvent(text: string, call: BuiltCall): WireEvent {
  try {
    const event: unknown = JSON.parse(text)
    if (typeof event === 'object' && event !== null) return event
  } catch {
    // Told below.
  }
  throw broken(call, `An event of the stream is no JSON: ${text.slice(0, 200)}`)
}

function broken({ target: { provider } }: BuiltCall, message: string): ProviderError {
  return new ProviderError('api_connection', message, { provider })
}
