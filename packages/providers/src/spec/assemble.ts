import type { ChatChunk } from './chunk.ts'
import type { AssistantPart } from './message.ts'
import type { ChatChoice, ChatResult, FinishReason } from './result.ts'
import type { Usage } from './usage.ts'

type Draft =
  | { type: 'text'; text: string }
  | { type: 'reasoning'; text: string; signature?: string }
  | { type: 'redacted_reasoning'; data: string }
  | { type: 'tool_call'; id: string; name: string; arguments: string }

interface ChoiceDraft {
  content: Draft[]
  tools: Map<number, Extract<Draft, { type: 'tool_call' }>>
  finishReason?: FinishReason
  upstreamFinishReason?: string
  stopSequence?: string
  refusal?: string
  logprobs: unknown[]
  providerFields?: Record<string, unknown>
}

/** Collects the chunks of a stream into the result that the same call without streaming would have had. */
export interface Assembler {
  add(chunk: ChatChunk): void
  /** What has arrived so far. A choice that did not finish reads `stop`. */
  result(context: Pick<ChatResult, 'warnings' | 'upstreamHeaders'>): ChatResult
}

export function createAssembler(): Assembler {
  const choices = new Map<number, ChoiceDraft>()
  const head: { id?: string; model?: string; created?: number; providerFields?: Record<string, unknown> } = {}
  let usage: Usage | undefined
  return {
    add(chunk) {
      if (chunk.type === 'original') return
      if (chunk.type === 'usage') usage = chunk.usage
      else if (chunk.type === 'start') {
        const { type: _, ...fields } = chunk
        Object.assign(head, fields)
      } else if (chunk.type === 'provider_fields' && chunk.choice === undefined) {
        head.providerFields = { ...head.providerFields, ...chunk.fields }
      } else addToChoice(choiceAt(choices, chunk.choice ?? 0), chunk)
    },
    result(context) {
      if (choices.size === 0) choiceAt(choices, 0)
      return {
        ...head,
        choices: [...choices].sort(([a], [b]) => a - b).map(([index, draft]) => toChoice(index, draft)),
        ...(usage === undefined ? {} : { usage }),
        ...context,
      }
    },
  }
}

function choiceAt(choices: Map<number, ChoiceDraft>, index: number): ChoiceDraft {
  const known = choices.get(index)
  if (known) return known
  const draft: ChoiceDraft = { content: [], tools: new Map(), logprobs: [] }
  choices.set(index, draft)
  return draft
}

type ContentChunk = Exclude<ChatChunk, { type: 'usage' | 'start' | 'original' }>

function addToChoice(draft: ChoiceDraft, chunk: ContentChunk): void {
  switch (chunk.type) {
    case 'text':
      appendText(draft, chunk.text)
      if (chunk.logprobs !== undefined) draft.logprobs.push(chunk.logprobs)
      return
    case 'refusal':
      draft.refusal = (draft.refusal ?? '') + chunk.text
      return
    case 'reasoning':
      openReasoning(draft).text += chunk.text
      return
    case 'reasoning_signature':
      openReasoning(draft).signature = chunk.signature
      return
    case 'redacted_reasoning':
      draft.content.push({ type: 'redacted_reasoning', data: chunk.data })
      return
    case 'tool_call_start': {
      const call: Draft = { type: 'tool_call', id: chunk.id, name: chunk.name, arguments: '' }
      draft.tools.set(chunk.tool, call)
      draft.content.push(call)
      return
    }
    case 'tool_call_delta': {
      const call = draft.tools.get(chunk.tool)
      if (call) call.arguments += chunk.arguments
      return
    }
    case 'finish':
      draft.finishReason = chunk.reason
      if (chunk.upstreamReason !== undefined) draft.upstreamFinishReason = chunk.upstreamReason
      if (chunk.stopSequence !== undefined) draft.stopSequence = chunk.stopSequence
      return
    case 'provider_fields':
      draft.providerFields = { ...draft.providerFields, ...chunk.fields }
  }
}

function appendText(draft: ChoiceDraft, text: string): void {
  const last = draft.content.at(-1)
  if (last?.type === 'text') last.text += text
  else if (text !== '') draft.content.push({ type: 'text', text })
}

function openReasoning(draft: ChoiceDraft): Extract<Draft, { type: 'reasoning' }> {
  const last = draft.content.at(-1)
  if (last?.type === 'reasoning' && last.signature === undefined) return last
  const block: Extract<Draft, { type: 'reasoning' }> = { type: 'reasoning', text: '' }
  draft.content.push(block)
  return block
}

function toChoice(index: number, draft: ChoiceDraft): ChatChoice {
  const { content, tools: _, logprobs, finishReason = 'stop', ...fields } = draft
  return {
    index,
    content: content as AssistantPart[],
    finishReason,
    ...fields,
    ...(logprobs.length === 0 ? {} : { logprobs: joinLogprobs(logprobs) }),
  }
}

function joinLogprobs(pieces: readonly unknown[]): unknown {
  const content = pieces.flatMap((piece) => {
    const list = (piece as { content?: unknown } | null)?.content
    return Array.isArray(list) ? list : []
  })
  return { content }
}
