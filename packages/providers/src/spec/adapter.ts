import type { ChatChunk } from './chunk.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from './embedding.ts'
import type { ProviderError } from './error.ts'
import type { ChatRequest } from './request.ts'
import type { ChatResult } from './result.ts'
import type { SpeechRequest, TaskAnswer, TaskKind, TaskRequests } from './task.ts'
import type { Usage } from './usage.ts'

/** One deployment as an adapter sees it. */
export interface Target {
  /** Provider prefix of the model string, e.g. `bedrock`; part of every error. */
  readonly provider: string
  /** The model string after the provider prefix, e.g. `converse/us.anthropic.claude-…`. */
  readonly model: string
  /** `litellm_params` under their own names, environment references resolved. Empty text counts as unset. */
  readonly params: Readonly<Record<string, unknown>>
  /** Drop what the provider does not support (with a warning) instead of refusing the call. */
  readonly dropParams: boolean
  /** Repair what the provider would refuse (with a warning) instead of sending it. Default false. */
  readonly modifyParams?: boolean
  /** The longest answer that the model can give, in tokens, where it is known. */
  readonly maxOutputTokens?: number
  /** Which model it is, where the provider lets a deployment be called anything. */
  readonly baseModel?: string
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'
  readonly url: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface HttpResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** A request ready to send, and what is needed to read its answer. Plain data. */
export interface BuiltCall {
  readonly target: Target
  readonly stream: boolean
  readonly request: HttpRequest
  readonly warnings: readonly string[]
  /** Tool names as sent → as the caller knows them; only those that differ. */
  readonly toolNames?: ReadonlyMap<string, string>
  /** The tool whose arguments are really the answer (a response format without native support). */
  readonly answerTool?: string
  /** Answer also in the provider's own words. */
  readonly keepOriginal?: boolean
}

/**
 * Stateful, one per stream. Takes bytes cut anywhere and appends what they mean to `chunks`. Both methods throw
 * `ProviderError`; what was appended before stays valid.
 */
export interface StreamDecoder {
  push(bytes: Uint8Array, chunks: ChatChunk[]): void
  /** The stream ended: throws when the answer is not complete. */
  end(chunks: ChatChunk[]): void
  /** The answer is complete whatever else may come; nothing more need be waited for. */
  readonly finished?: boolean
}

/** What is known of a deployment without calling it. */
export interface TargetFacts {
  /** Base of the upstream API, without query. */
  readonly apiBase: string
  readonly region?: string
  /** The model's plain id: without route, region folder, ARN head and region prefix. */
  readonly baseModel: string
  readonly supports: {
    readonly promptCaching: boolean
    readonly tools: boolean
    readonly reasoning: boolean
    readonly vision: boolean
  }
}

/** What will keep calls from working, or may surprise the one who wrote the settings. */
export interface TargetConcern {
  /** The setting that it is about. */
  readonly about: string
  /** What is so, and what to do. */
  readonly message: string
  /** Calls fail, or will on most machines. */
  readonly important: boolean
}

/** How a provider turns texts into vectors. Throws as the methods for chats do. */
export interface EmbeddingProtocol {
  /** How many texts a model takes in one request. */
  mostInputs(target: Target): number
  build(request: EmbeddingRequest, target: Target, signal?: AbortSignal): Promise<BuiltCall>
  parse(call: BuiltCall, response: HttpResponse): EmbeddingAnswer
}

/** How a provider does one kind of task. Throws as the methods for chats do. */
export interface TaskProtocol<Request> {
  build(request: Request, target: Target, signal?: AbortSignal): Promise<BuiltCall>
  parse(call: BuiltCall, response: HttpResponse, request: Request): TaskAnswer
}

/** How a provider speaks: its answer is the bytes of a sound. */
export interface SpeechProtocol {
  build(request: SpeechRequest, target: Target, signal?: AbortSignal): Promise<BuiltCall>
  /** What a text costs to be spoken, where it is known before. */
  usageOf(request: SpeechRequest): Usage
}

export type TaskProtocols = {
  readonly [Kind in Exclude<TaskKind, 'speech'>]?: TaskProtocol<TaskRequests[Kind]>
} & { readonly speech?: SpeechProtocol }

/** A request in a provider's own words, which is sent on as it is. */
export interface OwnRequest {
  readonly method: HttpRequest['method']
  /** Below the provider's address, encoded as the client sent it; begins with a slash. */
  readonly path: string
  /** Without the question mark; empty for none. */
  readonly query: string
  /** Lower-case names; without those of the connection and those that say who calls. */
  readonly headers: Readonly<Record<string, string>>
  /** Empty for none. */
  readonly body: Uint8Array
  /** The body where it is a JSON object, else nothing. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** Reads the answers of one of a provider's APIs. */
export interface OwnReader {
  parseResponse(call: BuiltCall, response: HttpResponse): ChatResult
  createDecoder(call: BuiltCall): StreamDecoder
}

/** What a request in a provider's own words asks for. */
export interface OwnCall {
  readonly request: OwnRequest
  /** As the client names it; absent where no model is asked, or it cannot be told. */
  readonly model?: string
  readonly stream: boolean
  /** Absent where nothing is known of the answer. */
  readonly reader?: OwnReader
}

/** A provider's own API, with the address and the credentials of a deployment. */
export interface PassThrough {
  read(request: OwnRequest): OwnCall
  /** A deployment's model as the API names it in such a call. */
  modelOf(target: Target, call: OwnCall): string
  /**
   * The request for this deployment, whose model takes the place of another one. Rejects with `ProviderError`:
   * not_found for a path that would leave the provider's address, and as `buildRequest` does.
   */
  build(call: OwnCall, target: Target, signal?: AbortSignal): Promise<HttpRequest>
}

/**
 * Translates between the neutral contract and one provider's wire format. No I/O but what its ports give it
 * (credentials, downloads of media); everything else is a pure function.
 */
export interface ProviderAdapter {
  readonly name: string
  /** Throws `ProviderError` (bad_request, authentication) when the target's settings are unusable. */
  describe(target: Target): TargetFacts
  /** As far as it can be told without the network. Throws as `describe` does. */
  findConcerns?(target: Target): readonly TargetConcern[]
  /** Throws `ProviderError` for what the provider cannot be asked. */
  buildRequest(request: ChatRequest, target: Target, signal?: AbortSignal): Promise<BuiltCall>
  /** Asks how many tokens a prompt has; absent where the provider cannot be asked. Throws as `buildRequest` does. */
  buildTokenCount?(request: ChatRequest, target: Target, signal?: AbortSignal): Promise<BuiltCall>
  parseTokenCount?(call: BuiltCall, response: HttpResponse): number
  /** Absent where the provider makes no embeddings. */
  readonly embeddings?: EmbeddingProtocol
  /** What else it can be asked. */
  readonly tasks?: TaskProtocols
  /** Absent where the provider's own API is not served. */
  readonly passThrough?: PassThrough
  /** Reads a 2xx answer. Throws `ProviderError` when it is not a usable answer. */
  parseResponse(call: BuiltCall, response: HttpResponse): ChatResult
  createDecoder(call: BuiltCall): StreamDecoder
  /**
   * Learns from an answer outside 2xx (a clock that is off, credentials that were revoked) and says whether building
   * and sending once more may help.
   */
  recover?(call: BuiltCall, response: HttpResponse): boolean
  /** Classifies an answer outside 2xx. Never throws. */
  parseError(call: BuiltCall, response: HttpResponse): ProviderError
}
