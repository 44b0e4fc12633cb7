import type { ChatChunk } from '../../spec/chunk.ts'
import { toFinishReason } from '../finish-reason.ts'
import { readForeignFields, readTexts } from '../message-fields.ts'
import {
  filterResults,
  messageOf,
  type WireChoice,
  type WireMessage,
  type WireThinkingBlock,
} from '../wire.ts'
import { createReasoningDetails, type ReasoningDetails } from './reasoning-details.ts'
import { createToolDeltas, type ToolDeltas } from './tool-deltas.ts'

interface OpenChoice {
  readonly details: ReasoningDetails
  readonly tools: ToolDeltas
  /** `{choice}` for choices after the first. */
  readonly label: { readonly choice?: number }
  finished: boolean
  /** The last word of Azure's filter. */
  filter?: object | undefined
}

/** Follows the choices of one stream. */
export interface ChoiceReader {
  read(choice: WireChoice, chunks: ChatChunk[]): void
  /** Ends choices that got no finish reason; for streams that ended in order all the same. */
  finishAll(chunks: ChatChunk[]): void
  /** At least one choice was seen and every one was finished. */
  readonly complete: boolean
}

export function createChoiceReader(newId: () => string): ChoiceReader {
  const open = new Map<number, OpenChoice>()

  const at = (index: number): OpenChoice => {
    const known = open.get(index)
    if (known) return known
    const label = index === 0 ? {} : { choice: index }
    const fresh: OpenChoice = {
      tools: createToolDeltas(newId),
      details: createReasoningDetails(),
      label,
      finished: false,
    }
    open.set(index, fresh)
    return fresh
  }

  return {
    get complete() {
      return open.size > 0 && [...open.values()].every((choice) => choice.finished)
    },
    read(wire, chunks) {
      const choice = at(wire.index ?? 0)
      readDelta(messageOf(wire), wire.logprobs, choice, chunks)
      choice.filter = filterResults(wire) ?? choice.filter
      if (wire.finish_reason) finish(choice, wire, chunks)
    },
    finishAll(chunks) {
      for (const choice of open.values()) if (!choice.finished) finish(choice, {}, chunks)
    },
  }
}

function readDelta(delta: WireMessage, logprobs: unknown, choice: OpenChoice, chunks: ChatChunk[]): void {
  const { label, tools, details } = choice
  const { text, reasoning } = readTexts(delta)
  if (reasoning !== '') chunks.push({ type: 'reasoning', ...label, text: reasoning })
  for (const block of delta.thinking_blocks ?? []) readThinkingBlock(block, label, chunks)
  for (const detail of delta.reasoning_details ?? []) details.add(detail)
  if (text !== '' || delta.tool_calls?.length) details.tell(label, chunks)
  if (text !== '' || logprobs) {
    chunks.push({ type: 'text', ...label, text, ...(logprobs ? { logprobs } : {}) })
  }
  if (delta.refusal) chunks.push({ type: 'refusal', ...label, text: delta.refusal })
  for (const call of delta.tool_calls ?? []) tools.read(call, label, chunks)
  const fields = readForeignFields(delta)
  if (fields) chunks.push({ type: 'provider_fields', choice: label.choice ?? 0, fields })
}

/** The text of a block came as `reasoning_content` already. */
function readThinkingBlock(block: WireThinkingBlock, label: object, chunks: ChatChunk[]): void {
  if (block.type === 'redacted_thinking' && block.data) {
    chunks.push({ type: 'redacted_reasoning', ...label, data: block.data })
  } else if (block.signature) {
    chunks.push({ type: 'reasoning_signature', ...label, signature: block.signature })
  }
}

function finish(choice: OpenChoice, wire: WireChoice, chunks: ChatChunk[]): void {
  if (choice.finished) return
  choice.finished = true
  const { label, tools, details } = choice
  tools.finish(label, chunks)
  details.tell(label, chunks)
  if (choice.filter) {
    const fields = { content_filter_results: choice.filter }
    chunks.push({ type: 'provider_fields', choice: label.choice ?? 0, fields })
  }
  const reason = wire.finish_reason ?? 'stop'
  chunks.push({
    type: 'finish',
    ...label,
    reason: toFinishReason(reason, tools.count > 0),
    upstreamReason: reason,
    ...(typeof wire.stop_reason === 'string' ? { stopSequence: wire.stop_reason } : {}),
  })
}
