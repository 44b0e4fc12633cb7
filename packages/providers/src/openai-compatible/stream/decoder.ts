import { createSseReader } from '../../http/sse.ts'
import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { toInlineError } from '../errors.ts'
import { topLevelFields } from '../response.ts'
import { toUsage } from '../usage.ts'
import { parseAnswer, type WireAnswer } from '../wire.ts'
import { createChoiceReader } from './choices.ts'

/**
 * Decodes a streamed chat completion. It is complete when every choice got a finish reason or `[DONE]` came; a stream
 * that ends otherwise was cut off.
 */
export function createCompatibleDecoder(call: BuiltCall, newId: () => string): StreamDecoder {
  const events = createSseReader()
  const choices = createChoiceReader(newId)
  const { provider } = call.target
  let started = false
  let done = false
  let sources = ''

  /** Perplexity repeats what it read with every event. */
  const tellSources = ({ citations, search_results }: WireAnswer, chunks: ChatChunk[]) => {
    if (!citations && !search_results) return
    const fields = { ...(citations ? { citations } : {}), ...(search_results ? { search_results } : {}) }
    const told = JSON.stringify(fields)
    if (told === sources) return
    sources = told
    chunks.push({ type: 'provider_fields', fields })
  }
  const readEvent = (event: string, chunks: ChatChunk[]) => {
    if (event === '[DONE]') {
      done = true
      choices.finishAll(chunks)
      return
    }
    const answer = parseAnswer(event)
    if (answer === undefined)
      throw broken(provider, `An event of the stream is no JSON: ${event.slice(0, 200)}`)
    if (answer.error) throw toInlineError(call, answer.error)
    if (!started) {
      started = true
      chunks.push(toStart(answer))
    }
    for (const choice of answer.choices ?? []) {
      if (choice.finish_reason === 'error') throw toInlineError(call, choice)
      choices.read(choice, chunks)
    }
    tellSources(answer, chunks)
    const usage = answer.usage ?? answer.x_groq?.usage
    if (usage) chunks.push({ type: 'usage', usage: toUsage(usage) })
  }

  return {
    get finished() {
      return done
    },
    push(bytes, chunks) {
      for (const event of events.push(bytes)) if (!done) readEvent(event, chunks)
    },
    end(chunks) {
      for (const event of events.end()) if (!done) readEvent(event, chunks)
      if (!done && !choices.complete) throw broken(provider, 'The stream ended in the middle of the answer')
    },
  }
}

function toStart(answer: WireAnswer): ChatChunk {
  const providerFields = topLevelFields(answer)
  return {
    type: 'start',
    ...(answer.id ? { id: answer.id } : {}),
    ...(answer.model ? { model: answer.model } : {}),
    ...(answer.created ? { created: answer.created } : {}),
    ...(providerFields ? { providerFields } : {}),
  }
}

function broken(provider: string, message: string): ProviderError {
  return new ProviderError('api_connection', message, { provider })
}
