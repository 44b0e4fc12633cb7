import { type ChatChunk, type ChatResult, NO_USAGE, type Usage } from '@kansoku/providers'
import type { AnswerHead } from '../call/answer-head.ts'
import type { StreamWriter } from '../call/dialect.ts'
import { createBlockWriter } from './block-events.ts'
import { toEnd } from './stop-reason.ts'
import { toMessageUsage } from './usage.ts'

type Writer = Omit<StreamWriter, 'fail'>

/**
 * Writes the events of a message. What came in these very words is passed on as it came; everything else is told in
 * the order that Anthropic's clients rely on: each block begins, goes on and ends before the next.
 */
export function createEventWriter(head: AnswerHead): Writer {
  let writer: Writer | undefined
  const choose = (batch: readonly ChatChunk[]): Writer => {
    const original = batch.some(
      (chunk) => chunk.type === 'original' && chunk.original.dialect === 'anthropic',
    )
    writer ??= original ? createOriginalWriter(head) : createNeutralWriter(head)
    return writer
  }
  return {
    format: (batch) => choose(batch).format(batch),
    end: (result) => choose([]).end(result),
  }
}

export function toEvent(type: string, fields: object): string {
  return `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`
}

const lastEvent = toEvent('message_stop', {})

/** The last event is held back until the call is written down. */
function createOriginalWriter({ model }: AnswerHead): Writer {
  const restamp = (body: Readonly<Record<string, unknown>>) =>
    body.type === 'message_start' ? { ...body, message: { ...(body.message as object), model } } : body
  return {
    format(batch) {
      let text = ''
      for (const chunk of batch) {
        if (chunk.type !== 'original' || chunk.original.body.type === 'message_stop') continue
        const { type, ...fields } = restamp(chunk.original.body)
        text += toEvent(String(type), fields)
      }
      return text
    },
    end: () => lastEvent,
  }
}

function createNeutralWriter({ id, model }: AnswerHead): Writer {
  const blocks = createBlockWriter()
  let begun = false
  const begin = (usage: Usage): string => {
    if (begun) return ''
    begun = true
    const message = {
      id,
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...toMessageUsage(usage), output_tokens: 0 },
    }
    return toEvent('message_start', { message }) + toEvent('ping', {})
  }
  return {
    format(batch) {
      // Few providers tell what the prompt had before the answer ends.
      const counted = batch.find((chunk) => chunk.type === 'usage')
      let text = begin(counted?.usage ?? NO_USAGE)
      for (const chunk of batch) text += blocks.write(chunk)
      return text
    },
    end: (result) => begin(NO_USAGE) + blocks.close() + toMessageDelta(result) + lastEvent,
  }
}

function toMessageDelta({ choices: [choice], usage }: ChatResult): string {
  return toEvent('message_delta', {
    delta: toEnd(choice),
    usage: toMessageUsage(usage ?? NO_USAGE),
  })
}
