import type { BuiltCall } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { toFinishReason } from '../finish-reason.ts'
import { providerFieldsOf } from '../response.ts'
import { toUsage } from '../usage.ts'
import type { WireUsage } from '../wire.ts'

interface Delta {
  readonly text?: string
  readonly toolUse?: { readonly input?: string }
  readonly reasoningContent?: {
    readonly text?: string
    readonly signature?: string
    readonly redactedContent?: string
  }
}

interface WireEvent {
  readonly contentBlockIndex?: number
  readonly start?: { readonly toolUse?: { readonly toolUseId?: string; readonly name?: string } }
  readonly delta?: Delta
  readonly stopReason?: string
  readonly usage?: WireUsage
}

interface OpenTool {
  /** Counts tool calls, not content blocks. */
  readonly tool: number
  hasInput: boolean
}

/** Translates the events of one ConverseStream. */
export interface EventReader {
  read(name: string, event: object, chunks: ChatChunk[]): void
  /** `messageStop` was seen. */
  readonly stopped: boolean
}

export function createEventReader(call: BuiltCall): EventReader {
  const open = new Map<number, OpenTool>()
  const answerBlocks = new Set<number>()
  const length = { reasoning: 0, other: 0 }
  let tools = 0
  let stopped = false

  const startBlock = (event: WireEvent, chunks: ChatChunk[]) => {
    const tool = event.start?.toolUse
    if (tool === undefined) return
    const index = event.contentBlockIndex ?? 0
    const { toolUseId = '', name = '' } = tool
    if (name === call.answerTool) {
      answerBlocks.add(index)
      return
    }
    open.set(index, { tool: tools, hasInput: false })
    const known = call.toolNames?.get(name) ?? name
    chunks.push({ type: 'tool_call_start', tool: tools, id: toolUseId, name: known })
    tools += 1
  }

  const readInput = (index: number, input: string, chunks: ChatChunk[]) => {
    if (input === '') return
    length.other += input.length
    if (answerBlocks.has(index)) {
      chunks.push({ type: 'text', text: input })
      return
    }
    const block = open.get(index)
    if (block === undefined) return
    block.hasInput = true
    chunks.push({ type: 'tool_call_delta', tool: block.tool, arguments: input })
  }

  const readDelta = (index: number, delta: Delta, chunks: ChatChunk[]) => {
    const { text, toolUse, reasoningContent: reasoning } = delta
    if (text) {
      length.other += text.length
      chunks.push({ type: 'text', text })
    }
    if (toolUse) readInput(index, toolUse.input ?? '', chunks)
    if (reasoning?.text) {
      length.reasoning += reasoning.text.length
      chunks.push({ type: 'reasoning', text: reasoning.text })
    }
    if (reasoning?.signature) chunks.push({ type: 'reasoning_signature', signature: reasoning.signature })
    if (reasoning?.redactedContent) {
      chunks.push({ type: 'redacted_reasoning', data: reasoning.redactedContent })
    }
  }

  const stopBlock = (index: number, chunks: ChatChunk[]) => {
    const block = open.get(index)
    if (block && !block.hasInput) {
      chunks.push({ type: 'tool_call_delta', tool: block.tool, arguments: '{}' })
    }
    open.delete(index)
  }

  const stopMessage = (event: WireEvent, chunks: ChatChunk[]) => {
    stopped = true
    const reason = event.stopReason
    const finish = toFinishReason(reason, { toolCalls: tools > 0, answered: answerBlocks.size > 0 })
    addProviderFields(event, chunks)
    chunks.push({ type: 'finish', reason: finish, ...(reason ? { upstreamReason: reason } : {}) })
  }

  const addProviderFields = (event: object, chunks: ChatChunk[]) => {
    const { providerFields } = providerFieldsOf(event)
    if (providerFields) chunks.push({ type: 'provider_fields', fields: providerFields })
  }

  return {
    get stopped() {
      return stopped
    },
    read(name, event: WireEvent, chunks) {
      const index = event.contentBlockIndex ?? 0
      switch (name) {
        case 'messageStart':
          chunks.push({ type: 'start' })
          return
        case 'contentBlockStart':
          return startBlock(event, chunks)
        case 'contentBlockDelta':
          return readDelta(index, event.delta ?? {}, chunks)
        case 'contentBlockStop':
          return stopBlock(index, chunks)
        case 'messageStop':
          return stopMessage(event, chunks)
        case 'metadata':
          addProviderFields(event, chunks)
          if (event.usage) chunks.push({ type: 'usage', usage: toUsage(event.usage, length) })
      }
    },
  }
}
