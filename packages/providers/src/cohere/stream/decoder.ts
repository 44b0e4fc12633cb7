import { createSseReader } from '../../http/sse.ts'
import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { toFinishReason } from '../finish-reason.ts'
import { toUsage } from '../usage.ts'
import type { WireEvent, WireMessage } from '../wire.ts'

type Message = WireMessage<false>

/** Decodes a streamed chat. It is complete when `message-end` came; a stream that ends otherwise was cut off. */
export function createCohereDecoder(call: BuiltCall, newId: () => string): StreamDecoder {
  const events = createSseReader()
  const { provider } = call.target
  const citations: unknown[] = []
  let tools = 0
  let argued = true
  let done = false

  /** Calls without arguments still have an object. */
  const closeTool = (chunks: ChatChunk[]) => {
    if (!argued) chunks.push({ type: 'tool_call_delta', tool: tools - 1, arguments: '{}' })
    argued = true
  }
  const addArguments = (piece: string | undefined, chunks: ChatChunk[]) => {
    if (!piece) return
    argued = true
    chunks.push({ type: 'tool_call_delta', tool: tools - 1, arguments: piece })
  }
  const openTool = ({ tool_calls: opened }: Message, chunks: ChatChunk[]) => {
    closeTool(chunks)
    const name = opened?.function?.name ?? ''
    const id = opened?.id || `call_${newId()}`
    chunks.push({ type: 'tool_call_start', tool: tools, id, name: call.toolNames?.get(name) ?? name })
    tools += 1
    argued = false
    addArguments(opened?.function?.arguments, chunks)
  }
  const addContent = ({ content }: Message, chunks: ChatChunk[]) => {
    if (content?.thinking) chunks.push({ type: 'reasoning', text: content.thinking })
    if (content?.text) chunks.push({ type: 'text', text: content.text })
  }
  const finish = ({ delta }: WireEvent, chunks: ChatChunk[]) => {
    closeTool(chunks)
    if (delta?.usage) chunks.push({ type: 'usage', usage: toUsage(delta.usage) })
    const upstreamReason = delta?.finish_reason ?? 'COMPLETE'
    const reason = toFinishReason(upstreamReason, tools > 0, call, delta?.error)
    chunks.push({ type: 'finish', reason, upstreamReason })
    done = true
  }
  const read = (event: WireEvent, chunks: ChatChunk[]) => {
    const message = event.delta?.message ?? {}
    switch (event.type) {
      case 'message-start':
        return void chunks.push({ type: 'start', ...(event.id ? { id: event.id } : {}) })
      case 'content-start':
      case 'content-delta':
        return addContent(message, chunks)
      case 'tool-plan-delta':
        if (message.tool_plan) chunks.push({ type: 'reasoning', text: message.tool_plan })
        return
      case 'tool-call-start':
        return openTool(message, chunks)
      case 'tool-call-delta':
        return addArguments(message.tool_calls?.function?.arguments, chunks)
      case 'tool-call-end':
        return closeTool(chunks)
      case 'citation-start':
        citations.push(message.citations)
        return void chunks.push({ type: 'provider_fields', choice: 0, fields: { citations: [...citations] } })
      case 'message-end':
        return finish(event, chunks)
    }
  }
  const readText = (text: string, chunks: ChatChunk[]) => {
    if (!done && text !== '[DONE]') read(parseEvent(text, provider), chunks)
  }
  return {
    get finished() {
      return done
    },
    push(bytes, chunks) {
      for (const text of events.push(bytes)) readText(text, chunks)
    },
    end(chunks) {
      for (const text of events.end()) readText(text, chunks)
      if (done) return
      throw new ProviderError('api_connection', 'The stream ended in the middle of the answer', { provider })
    },
  }
}

/** An object without a type is an error, as it would be with a status of its own. */
function parseEvent(text: string, provider: string): WireEvent {
  let event: (WireEvent & { readonly message?: unknown }) | null = null
  try {
    event = JSON.parse(text) as WireEvent | null
  } catch {
    // Told below.
  }
  if (typeof event !== 'object' || event === null) {
    throw new ProviderError('api_connection', `An event of the stream is no JSON: ${text.slice(0, 200)}`, {
      provider,
    })
  }
  if (event.type === undefined && typeof event.message === 'string')
    throw new ProviderError('internal_server', event.message, { provider })
  return event
}
