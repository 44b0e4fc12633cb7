import { randomUUID } from 'node:crypto'
import type { Task } from '@kansoku/providers'
import { ParameterError } from '@kansoku/routing'
import type { AnswerHead } from '../call/answer-head.ts'
import { isSteering, parseOptions, parseWishes } from '../call/call-options.ts'
import type { Body, Dialect, ParsedCall } from '../call/dialect.ts'
import { sendError, writeHead } from '../exchange.ts'

/** What sets one door for tasks apart from the others. */
export interface TaskDoor
  extends Pick<Dialect, 'callType' | 'promptFields'>,
    Partial<Pick<Dialect, 'readBody'>> {
  /** @throws {ParameterError} for what cannot be understood */
  readTask(body: Body): Task
  /** Asked when a request names none. */
  readonly usualModel?: string
  /** The object that goes out; default: the provider's, as it is. */
  toAnswer?(json: Body, head: AnswerHead): object
}

/** Doors whose answers are one object of OpenAI's kind, or bytes. Nothing is streamed. */
export function taskDialect({ readTask, usualModel, toAnswer, ...door }: TaskDoor): Dialect {
  return {
    ...door,
    newId: randomUUID,
    parse: (body, headers) => parseTaskCall(body, headers, readTask, usualModel),
    toAnswer({ body }, head) {
      if (!body || !('json' in body)) throw new Error('an answer without a body')
      return toAnswer?.(body.json, head) ?? body.json
    },
    sendAnswer({ response }, { body }, headers) {
      if (!body || !('bytes' in body)) return false
      const { bytes, contentType } = body
      const length = String(bytes.length)
      writeHead(response, 200, { 'content-type': contentType, 'content-length': length, ...headers })
      response.end(bytes)
      return true
    },
    createWriter() {
      throw new Error('tasks are not streamed')
    },
    sendError,
  }
}

function parseTaskCall(
  body: Body,
  headers: Readonly<Record<string, unknown>>,
  readTask: TaskDoor['readTask'],
  usualModel: string | undefined,
): ParsedCall {
  const model = body.model ?? usualModel
  if (typeof model !== 'string' || model === '')
    throw new ParameterError('model', 'is missing; name one of GET /v1/models')
  const request = { messages: [], stream: false }
  return {
    model,
    request,
    task: readTask(body),
    override: () => request,
    options: parseOptions(body, headers),
    fallbacks: parseWishes(body),
  }
}

/** What of a body goes to the provider as it is. */
export function extraOf(body: Body, spokenFor: readonly string[]): { readonly extra?: Body } {
  const extra = Object.entries(body).filter(
    ([name, value]) => !spokenFor.includes(name) && !isSteering(name) && value !== null,
  )
  return extra.length === 0 ? {} : { extra: Object.fromEntries(extra) }
}

/** @throws {ParameterError} for anything but a text that is not empty */
export function requiredText(body: Body, name: string): string {
  const value = body[name]
  if (typeof value === 'string' && value !== '') return value
  throw new ParameterError(name, value === undefined ? 'is missing' : 'must be a text')
}
