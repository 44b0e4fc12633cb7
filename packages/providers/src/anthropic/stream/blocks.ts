import type { BuiltCall } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { createForeignContent, type ForeignContent } from '../foreign-blocks.ts'
import type { AnswerBlock } from '../wire.ts'

export interface BlockDelta {
  readonly type?: string
  readonly text?: string
  readonly partial_json?: string
  readonly thinking?: string
  readonly signature?: string
  readonly citation?: unknown
}

interface OpenBlock {
  readonly start: AnswerBlock
  /** Index among the tool calls; -1 for the tool that is the answer. */
  readonly tool: number | undefined
  readonly citations: unknown[]
  json: string
}

/** Follows the content blocks of one stream, in whatever order their events come. */
export interface BlockReader {
  start(index: number, block: AnswerBlock, chunks: ChatChunk[]): void
  delta(index: number, delta: BlockDelta, chunks: ChatChunk[]): void
  stop(index: number, chunks: ChatChunk[]): void
  readonly toolCalls: number
  readonly length: { readonly reasoning: number; readonly other: number }
  readonly foreign: ForeignContent
}

export function createBlockReader(call: BuiltCall): BlockReader {
  const open = new Map<number, OpenBlock>()
  const length = { reasoning: 0, other: 0 }
  const foreign = createForeignContent()
  let tools = 0

  const addText = (text: string | undefined, chunks: ChatChunk[]) => {
    if (!text) return
    length.other += text.length
    chunks.push({ type: 'text', text })
  }
  const addReasoning = (text: string | undefined, signature: string | undefined, chunks: ChatChunk[]) => {
    if (text) {
      length.reasoning += text.length
      chunks.push({ type: 'reasoning', text })
    }
    if (signature) chunks.push({ type: 'reasoning_signature', signature })
  }
  const addJson = (block: OpenBlock, json: string, chunks: ChatChunk[]) => {
    block.json += json
    if (block.tool === undefined || json === '') return
    if (block.tool < 0) return addText(json, chunks)
    length.other += json.length
    chunks.push({ type: 'tool_call_delta', tool: block.tool, arguments: json })
  }
  const openTool = ({ id = '', name = '' }: AnswerBlock, chunks: ChatChunk[]): number => {
    if (name === call.answerTool) return -1
    chunks.push({ type: 'tool_call_start', tool: tools, id, name: call.toolNames?.get(name) ?? name })
    return tools++
  }

  return {
    get toolCalls() {
      return tools
    },
    length,
    foreign,
    start(index, block, chunks) {
      const tool = block.type === 'tool_use' ? openTool(block, chunks) : undefined
      open.set(index, { start: block, tool, citations: [...(block.citations ?? [])], json: '' })
      if (block.type === 'text') addText(block.text, chunks)
      else if (block.type === 'thinking') addReasoning(block.thinking, block.signature, chunks)
      else if (block.type === 'redacted_thinking')
        chunks.push({ type: 'redacted_reasoning', data: block.data ?? '' })
    },
    delta(index, delta, chunks) {
      const block = open.get(index)
      if (delta.type === 'text_delta') addText(delta.text, chunks)
      else if (delta.type === 'thinking_delta') addReasoning(delta.thinking, undefined, chunks)
      else if (delta.type === 'signature_delta') addReasoning(undefined, delta.signature, chunks)
      else if (delta.type === 'input_json_delta' && block) addJson(block, delta.partial_json ?? '', chunks)
      else if (delta.type === 'citations_delta') block?.citations.push(delta.citation)
    },
    stop(index, chunks) {
      const block = open.get(index)
      if (block === undefined) return
      open.delete(index)
      // Look-alikes put the whole input where the block begins; a call without arguments has none at all.
      if (block.json === '') addJson(block, JSON.stringify(block.start.input ?? {}), chunks)
      const input = block.tool === undefined ? parseInput(block) : {}
      foreign.add({ ...block.start, ...input, citations: block.citations })
    },
  }
}

/** The input of a tool that the provider runs itself. */
function parseInput({ start, json }: OpenBlock): { input?: unknown } {
  if (start.input === undefined || json === '') return {}
  try {
    return { input: JSON.parse(json) }
  } catch {
    return {}
  }
}
