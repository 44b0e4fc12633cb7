import { randomUUID } from 'node:crypto'
import { type ChatChunk, type ChatResult, NO_USAGE } from '@kansoku/providers'
import { asText, ParameterError } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import type { AnswerHead } from '../call/answer-head.ts'
import type { Body, Dialect, ParsedCall } from '../call/dialect.ts'
import { handleCall } from '../call/handle-call.ts'
import { type Exchange, sendError } from '../exchange.ts'
import { toErrorBody } from '../http-error.ts'
import { endOfStream } from './event-stream.ts'
import { parseChatCall } from './parse-request.ts'
import { toChatUsage } from './usage.ts'
import { wantsUsage } from './wants-usage.ts'

/** `POST /v1/completions`: OpenAI's oldest API, answered by models that chat. */
export function handleCompletions(exchange: Exchange, context: GatewayContext): Promise<void> {
  return handleCall(exchange, context, completionsDialect)
}

const completionsDialect: Dialect = {
  callType: 'atext_completion',
  promptFields: { messages: 'prompt' },
  newId: () => `cmpl-${randomUUID()}`,
  parse: parseCompletionsCall,
  toAnswer: (result, head, { body }) => ({
    ...envelope(head),
    choices: result.choices.map((choice) => ({
      index: choice.index,
      text: echoOf(body) + textOf(choice),
      logprobs: choice.logprobs ?? null,
      finish_reason: choice.finishReason,
    })),
    usage: toChatUsage(result.usage ?? NO_USAGE),
  }),
  createWriter(head, asked) {
    const event = (fields: object) => `data: ${JSON.stringify({ ...envelope(head), ...fields })}\n\n`
    const write = (chunk: ChatChunk) => {
      const fields = toChoice(chunk)
      return fields
        ? event({ choices: [{ index: 0, text: '', logprobs: null, finish_reason: null, ...fields }] })
        : ''
    }
    return {
      format: (batch) => batch.map(write).join(''),
      end({ usage }) {
        const counts = { choices: [], usage: toChatUsage(usage ?? NO_USAGE) }
        return (wantsUsage(asked) ? event(counts) : '') + endOfStream
      },
      fail: (error) => `data: ${JSON.stringify(toErrorBody(error))}\n\n`,
    }
  },
  sendError,
}

function envelope({ id, created, model }: AnswerHead): object {
  return { id, object: 'text_completion', created, model }
}

function toChoice(chunk: ChatChunk): object | undefined {
  const index = 'choice' in chunk ? (chunk.choice ?? 0) : 0
  if (chunk.type === 'text') return { index, text: chunk.text }
  return chunk.type === 'finish' ? { index, finish_reason: chunk.reason } : undefined
}

function textOf({ content }: ChatResult['choices'][number]): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

function echoOf({ echo, prompt }: Body): string {
  return echo === true ? promptOf(prompt) : ''
}

/** The prompt as the words of a user; what is to come after a gap cannot be told to a chat. */
function parseCompletionsCall(body: Body, headers: Readonly<Record<string, unknown>>): ParsedCall {
  const { prompt, echo: _, best_of: __, suffix, logprobs, ...rest } = body
  if (typeof suffix === 'string' && suffix !== '') {
    throw new ParameterError('suffix', 'cannot be served by models that chat')
  }
  const asked = {
    ...rest,
    messages: [{ role: 'user', content: promptOf(prompt) }],
    ...(typeof logprobs === 'number' ? { logprobs: true, top_logprobs: logprobs } : {}),
  }
  return parseChatCall(asked, headers)
}

/** One text, or a list of one. */
function promptOf(prompt: unknown): string {
  if (prompt === undefined || prompt === null) throw new ParameterError('prompt', 'is missing')
  if (!Array.isArray(prompt)) return asText(prompt, 'prompt')
  if (prompt.length !== 1) throw new ParameterError('prompt', 'must be one text')
  return asText(prompt[0], 'prompt[0]')
}
