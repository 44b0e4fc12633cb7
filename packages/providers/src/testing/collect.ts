import { type ChatStream, complete, countTokens, openStream, type ProviderCall } from '../http/call.ts'
import { embed } from '../http/embed.ts'
import { createTransport } from '../http/transport.ts'
import type { ProviderAdapter, Target } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import type { EmbeddingRequest } from '../spec/embedding.ts'
import type { ChatRequest } from '../spec/request.ts'
import type { ChatResult } from '../spec/result.ts'

/** An adapter at work: one call each way, over a transport that is closed with it. */
export interface Caller extends AsyncDisposable {
  complete(target: Target, request: ChatRequest, limits?: ProviderCall['limits']): Promise<ChatResult>
  open(target: Target, request: ChatRequest, limits?: ProviderCall['limits']): Promise<ChatStream>
  count(target: Target, request: ChatRequest): Promise<number | undefined>
  embed(target: Target, request: EmbeddingRequest): Promise<ChatResult>
  /** The stream to its end, put together. */
  stream(target: Target, request: ChatRequest): Promise<ChatResult>
}

export function createCaller(adapter: ProviderAdapter): Caller {
  const transport = createTransport()
  const open: Caller['open'] = (target, request, limits = {}) =>
    openStream(transport, { adapter, target, request: { ...request, stream: true }, limits })
  return {
    complete: (target, request, limits = {}) => complete(transport, { adapter, target, request, limits }),
    open,
    count: (target, request) => countTokens(transport, { adapter, target, request, limits: {} }),
    embed: (target, request) => embed(transport, { adapter, target, request, limits: {} }),
    async stream(target, request) {
      const stream = await open(target, request)
      const assembler = createAssembler()
      for await (const batch of stream) for (const chunk of batch) assembler.add(chunk)
      return assembler.result(stream)
    },
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  }
}
