import type { AnswerHead } from '../call/answer-head.ts'
import type { Body, StreamWriter } from '../call/dialect.ts'
import { createItemWriter } from './item-events.ts'
import { emptyResponse, toFailedResponse, toResponse } from './response.ts'

/** Writes the events of a response, each with its number. */
export function createEventWriter(head: AnswerHead, body: Body): StreamWriter {
  let count = 0
  const event = (type: string, fields: object): string => {
    const data = { type, sequence_number: count++, ...fields }
    return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`
  }
  const items = createItemWriter(head.id, event)
  let begun = false
  const begin = (): string => {
    if (begun) return ''
    begun = true
    const response = emptyResponse(head, body)
    return event('response.created', { response }) + event('response.in_progress', { response })
  }
  return {
    format(batch) {
      let text = begin()
      for (const chunk of batch) text += items.write(chunk)
      return text
    },
    end(result) {
      const response = toResponse(result, head, body)
      return begin() + items.close() + event(`response.${response.status}`, { response })
    },
    fail: (error) => begin() + event('response.failed', { response: toFailedResponse(head, body, error) }),
  }
}
