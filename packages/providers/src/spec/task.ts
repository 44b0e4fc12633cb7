import type { Usage } from './usage.ts'

type Fields = Readonly<Record<string, unknown>>

/** Documents to be ordered by what they say about a question. */
export interface RerankRequest {
  readonly query: string
  /** At least one; a text, or fields of one. */
  readonly documents: readonly (string | Fields)[]
  /** How many are wanted; all when absent. */
  readonly topN?: number
  readonly extra?: Fields
}

export interface ModerationRequest {
  /** A text, a list of texts, or of OpenAI's parts. */
  readonly input: unknown
  readonly extra?: Fields
}

export interface ImageRequest {
  readonly prompt: string
  readonly count?: number
  /** `1024x1024`, or a word of the provider's. */
  readonly size?: string
  readonly quality?: string
  readonly extra?: Fields
}

export interface SpeechRequest {
  readonly input: string
  readonly extra?: Fields
}

/** A file as a client has sent it. */
export interface Upload {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface TranscriptionRequest {
  readonly file: Upload
  /** Everything else of the form, but the model; a name may come more than once. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** What providers can be asked besides chats and vectors. */
export interface TaskRequests {
  readonly rerank: RerankRequest
  readonly moderation: ModerationRequest
  readonly image: ImageRequest
  readonly speech: SpeechRequest
  readonly transcription: TranscriptionRequest
}

export type TaskKind = keyof TaskRequests

export type Task = {
  readonly [Kind in TaskKind]: { readonly kind: Kind; readonly request: TaskRequests[Kind] }
}[TaskKind]

/** What a client is answered: an object in the words of the API that most speak, or bytes. */
export type TaskBody =
  | { readonly json: Fields }
  | { readonly bytes: Uint8Array; readonly contentType: string }
  | BytesOnTheWay

/** Iteration throws `ProviderError`; leaving it ends the upstream call. */
export interface BytesOnTheWay {
  readonly pieces: AsyncIterable<Uint8Array>
  readonly contentType: string
}

export interface TaskAnswer {
  readonly body: TaskBody
  readonly usage?: Usage
  /** What is recorded of it, where that is not its JSON. */
  readonly output?: unknown
}
