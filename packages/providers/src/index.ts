export { createAnthropicAdapter } from './anthropic/adapter.ts'
export { type BedrockPorts, createBedrockAdapter } from './bedrock/adapter.ts'
export {
  type BedrockGuardrails,
  createBedrockGuardrails,
  type GuardrailQuestion,
} from './bedrock/apply-guardrail.ts'
export type { GuardrailAssessment } from './bedrock/guardrail-assessment.ts'
export { type BedrockModel, baseModelOf, parseBedrockModel } from './bedrock/model-id.ts'
export { createObjectWriter, type ObjectToPut, type ObjectWriter } from './bedrock/put-object.ts'
export { createRequestSigner, type SignRequest } from './bedrock/request-signer.ts'
export { type AnswerEvents, readAnswerEvents } from './bedrock/stream/answer-events.ts'
export { type ChatStream, complete, countTokens, openStream, type ProviderCall } from './http/call.ts'
export type { CallLimits } from './http/deadlines.ts'
export { type EmbeddingCall, embed } from './http/embed.ts'
export { type PassedAnswer, passThrough } from './http/pass-through.ts'
export { perform } from './http/perform.ts'
export { replay } from './http/replay.ts'
export { createTransport, type StreamingResponse, type Transport } from './http/transport.ts'
export { findLiterals } from './json/find-literals.ts'
export { giveBack } from './json/give-back.ts'
export type { JsonLiterals, JsonPiece } from './json/literals.ts'
export { joinPieces, toJsonPieces } from './json/write-json.ts'
export { createMediaFetcher, type MediaFetcherOptions, publicLookup } from './media/fetch-media.ts'
export { isPrivateAddress } from './media/private-addresses.ts'
export { createAzureAdapter, createCompatibleAdapter } from './openai-compatible/adapter.ts'
export type { CompatibleProvider } from './openai-compatible/provider.ts'
export { COMPATIBLE_PROVIDERS } from './openai-compatible/provider-table.ts'
export { createProviders, type Providers, type ResolvedModel } from './registry.ts'
export type {
  BuiltCall,
  HttpRequest,
  HttpResponse,
  OwnCall,
  OwnRequest,
  PassThrough,
  ProviderAdapter,
  StreamDecoder,
  Target,
  TargetConcern,
  TargetFacts,
} from './spec/adapter.ts'
export { type Assembler, createAssembler } from './spec/assemble.ts'
export type { ChatChunk } from './spec/chunk.ts'
export type { EmbeddingInput, EmbeddingRequest } from './spec/embedding.ts'
export { type ErrorClass, ProviderError, type ProviderErrorDetails, STATUS_OF_CLASS } from './spec/error.ts'
export type {
  AssistantMessage,
  AssistantPart,
  AudioPart,
  CacheMark,
  ChatMessage,
  FilePart,
  ImagePart,
  MediaSource,
  ReasoningPart,
  RedactedReasoningPart,
  SystemMessage,
  TextPart,
  ToolCallPart,
  ToolMessage,
  ToolResultPart,
  UserMessage,
  UserPart,
} from './spec/message.ts'
export type { Original, OriginalRequest } from './spec/original.ts'
export type { FetchMedia, Media, ProviderPorts } from './spec/ports.ts'
export type { ChatRequest, ResponseFormat, Thinking, Tool, ToolChoice } from './spec/request.ts'
export type { ChatChoice, ChatResult, FinishReason } from './spec/result.ts'
export type { BytesOnTheWay, RerankRequest, Task, TaskBody, Upload } from './spec/task.ts'
export { NO_USAGE, promptTokens, type Usage } from './spec/usage.ts'
