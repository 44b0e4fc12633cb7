import type { ChatChunk } from '../../spec/chunk.ts'
import { argumentsText } from '../message-fields.ts'
import type { WireToolCall } from '../wire.ts'

interface OpenTool {
  readonly tool: number
  readonly id: string
  hasArguments: boolean
}

/** Follows the tool calls of one choice through deltas of the many kinds that services send. */
export interface ToolDeltas {
  read(delta: WireToolCall, choice: object, chunks: ChatChunk[]): void
  /** Gives empty arguments to calls that got none. */
  finish(choice: object, chunks: ChatChunk[]): void
  readonly count: number
}

export function createToolDeltas(newId: () => string): ToolDeltas {
  const byIndex = new Map<number, OpenTool>()
  const all: OpenTool[] = []

  /** A known index goes on, unless it is given another id together with a name (some services count all as 0). */
  const find = ({ index, id, function: called }: WireToolCall): OpenTool | undefined => {
    const known = typeof index === 'number' ? byIndex.get(index) : all.at(-1)
    if (known === undefined) return undefined
    return id && id !== known.id && called?.name ? undefined : known
  }

  const start = (
    { index, id, function: called }: WireToolCall,
    choice: object,
    chunks: ChatChunk[],
  ): OpenTool => {
    const open = { tool: all.length, id: id || `call_${newId()}`, hasArguments: false }
    byIndex.set(index ?? all.length, open)
    all.push(open)
    chunks.push({
      type: 'tool_call_start',
      ...choice,
      tool: open.tool,
      id: open.id,
      name: called?.name ?? '',
    })
    return open
  }

  return {
    get count() {
      return all.length
    },
    read(delta, choice, chunks) {
      const open = find(delta) ?? start(delta, choice, chunks)
      const piece = argumentsText(delta.function?.arguments)
      if (piece === '') return
      open.hasArguments = true
      chunks.push({ type: 'tool_call_delta', ...choice, tool: open.tool, arguments: piece })
    },
    finish(choice, chunks) {
      for (const open of all) {
        if (open.hasArguments) continue
        open.hasArguments = true
        chunks.push({ type: 'tool_call_delta', ...choice, tool: open.tool, arguments: '{}' })
      }
    },
  }
}
