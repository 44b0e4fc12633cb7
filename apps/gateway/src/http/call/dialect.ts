import type { IncomingMessage } from 'node:http'
import type { ChatChunk, ChatRequest, ChatResult, EmbeddingRequest, Task } from '@kansoku/providers'
import type { CallOptions, FallbackWishes } from '@kansoku/routing'
import type { EndUser } from '../../recording/finished-call.ts'
import type { Caller } from '../authentication.ts'
import type { Exchange, Headers } from '../exchange.ts'
import type { HttpError } from '../http-error.ts'
import type { ReadObject } from '../read-body.ts'
import type { AnswerHead } from './answer-head.ts'
import type { CallIds } from './call-ids.ts'

export type Body = Readonly<Record<string, unknown>>

/** A call as its client sent it, taken apart. */
export interface ParsedCall {
  /** As the client names it. */
  readonly model: string
  readonly request: ChatRequest
  /** Vectors are asked for instead of a chat. */
  readonly embedding?: EmbeddingRequest
  /** Something else is asked for than a chat. */
  readonly task?: Task
  /** The request with fields replaced, for fallbacks that say so. */
  readonly override: (fields: Body) => ChatRequest
  readonly options: Omit<CallOptions, 'signal'>
  readonly fallbacks: FallbackWishes
  readonly endUser?: EndUser
}

/** What an answer may depend on besides the model's. */
export interface Asked {
  readonly body: Body
  readonly caller: Caller
  /** The config wants streams to tell their usage, whatever the client says. */
  readonly alwaysIncludeUsage: boolean
}

/** Writes typed chunks as server-sent events. One per stream. */
export interface StreamWriter {
  /** The events of one batch as text; empty when nothing in it concerns the client. */
  format(batch: readonly ChatChunk[]): string
  /** What ends a stream that is whole. Nothing may end one before. */
  end(result: ChatResult): string
  /** What ends a stream that broke. */
  fail(error: HttpError): string
}

/** How one door words the calls and answers that all doors treat alike. */
export interface Dialect {
  /** LiteLLM's name for such calls, e.g. `acompletion`. */
  readonly callType: string
  /** Fields of the body that are the prompt, by the names under which they are recorded. */
  readonly promptFields: Readonly<Record<string, string>>
  /** Reads a body that is no JSON. */
  readBody?(request: IncomingMessage, maxBytes: number): Promise<ReadObject>
  /** An id for an answer. */
  newId(): string
  /** @throws {ParameterError} for what cannot be understood */
  parse(body: Body, headers: Readonly<Record<string, unknown>>, caller: Caller): ParsedCall
  /** Messages that a call goes on from and that are not in its body. */
  earlier?(body: Body, caller: Caller): readonly Body[]
  /** The same for a call that goes on from these instead. */
  withEarlier?(messages: readonly Body[]): Dialect
  toAnswer(result: ChatResult, head: AnswerHead, asked: Asked): unknown
  /** Sends an answer that is no JSON; false for one that is. */
  sendAnswer?(exchange: Exchange, result: ChatResult, headers: Headers): boolean
  createWriter(head: AnswerHead, asked: Asked): StreamWriter
  /** Keeps what later calls may go on from. Called before the last byte of an answer, whole or streamed. */
  remember?(result: ChatResult, head: AnswerHead, asked: Asked): void
  sendError(exchange: Exchange, error: HttpError, headers: Headers): void
  /** Further headers by which clients of the dialect know a request. */
  idHeaders?(ids: CallIds): Headers
}
