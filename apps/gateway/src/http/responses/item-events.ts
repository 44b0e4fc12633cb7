import type { AssistantPart, ChatChunk } from '@kansoku/providers'
import { itemId, messageItem, outputText, toItem } from './items.ts'

type WriteEvent = (type: string, fields: object) => string

/** Writes the items of one response. */
export interface ItemWriter {
  write(chunk: ChatChunk): string
  /** Ends whatever is open. */
  close(): string
}

/** A block under way; its text is needed again at its end. */
interface OpenItem {
  readonly part: { -readonly [K in keyof AssistantPart]: AssistantPart[K] } & {
    text?: string
    arguments?: string
    signature?: string
  }
  readonly refusal: boolean
  readonly at: { readonly item_id: string; readonly output_index: number }
}

export function createItemWriter(responseId: string, event: WriteEvent): ItemWriter {
  let next = 0
  let open: OpenItem | undefined
  const tools = new Map<number, OpenItem>()

  const begin = (part: AssistantPart, refusal = false): OpenItem => {
    const index = next++
    const at = { item_id: itemId(responseId, part.type, index), output_index: index }
    return { part: { ...part }, refusal, at }
  }
  const added = ({ at }: OpenItem, item: object): string =>
    event('response.output_item.added', { output_index: at.output_index, item })
  const done = (ended: OpenItem): string => {
    const { item_id: id, output_index } = ended.at
    const part = ended.part as AssistantPart
    const item = ended.refusal
      ? messageItem(id, { type: 'refusal', refusal: ended.part.text ?? '' })
      : toItem(part, id)
    return event('response.output_item.done', { output_index, item })
  }

  const closeOpen = (): string => {
    if (open === undefined) return ''
    const ended = open
    open = undefined
    return endText(ended, event) + done(ended)
  }
  const openAs = (part: AssistantPart, refusal = false): string => {
    if (open?.part.type === part.type && open.refusal === refusal) return ''
    const text = closeOpen()
    const begun = begin(part, refusal)
    open = begun
    const id = begun.at.item_id
    const item =
      part.type === 'text'
        ? { type: 'message', id, status: 'in_progress', role: 'assistant', content: [] }
        : { type: 'reasoning', id, summary: [] }
    return text + added(begun, item) + beginText(begun, event)
  }
  const add = (text: string): string => {
    if (open === undefined) return ''
    open.part.text = (open.part.text ?? '') + text
    return event(`response.${deltaName(open)}.delta`, { ...placeOf(open), delta: text })
  }

  const writeContent = (chunk: ChatChunk): string => {
    switch (chunk.type) {
      case 'text':
        return chunk.text === '' ? '' : openAs({ type: 'text', text: '' }) + add(chunk.text)
      case 'refusal':
        return openAs({ type: 'text', text: '' }, true) + add(chunk.text)
      case 'reasoning':
        return openAs({ type: 'reasoning', text: '' }) + add(chunk.text)
      case 'reasoning_signature': {
        const text = openAs({ type: 'reasoning', text: '' })
        if (open) open.part.signature = chunk.signature
        return text + closeOpen()
      }
      case 'redacted_reasoning': {
        const text = closeOpen()
        const whole = begin({ type: 'redacted_reasoning', data: chunk.data })
        return text + added(whole, { type: 'reasoning', id: whole.at.item_id, summary: [] }) + done(whole)
      }
      case 'tool_call_start': {
        const text = closeOpen()
        const { id, name } = chunk
        const call = begin({ type: 'tool_call', id, name, arguments: '' })
        tools.set(chunk.tool, call)
        const item = { ...toItem(call.part as AssistantPart, call.at.item_id), status: 'in_progress' }
        return text + added(call, item)
      }
      case 'tool_call_delta': {
        const call = tools.get(chunk.tool)
        if (call === undefined) return ''
        call.part.arguments = (call.part.arguments ?? '') + chunk.arguments
        return event('response.function_call_arguments.delta', { ...call.at, delta: chunk.arguments })
      }
      default:
        return ''
    }
  }

  return {
    // A response holds one answer.
    write: (chunk) => ('choice' in chunk && (chunk.choice ?? 0) > 0 ? '' : writeContent(chunk)),
    close() {
      let text = closeOpen()
      for (const call of tools.values()) {
        const { part, at } = call
        text +=
          event('response.function_call_arguments.done', { ...at, arguments: part.arguments }) + done(call)
      }
      tools.clear()
      return text
    },
  }
}

function deltaName({ part, refusal }: OpenItem): string {
  if (refusal) return 'refusal'
  return part.type === 'text' ? 'output_text' : 'reasoning_summary_text'
}

function placeOf(open: OpenItem): object {
  if (open.part.type !== 'text') return { ...open.at, summary_index: 0 }
  return { ...open.at, content_index: 0, ...(open.refusal ? {} : { logprobs: [] }) }
}

function partEvent(open: OpenItem, what: string, event: WriteEvent): string {
  const text = open.part.text ?? ''
  if (open.part.type !== 'text') {
    const part = { type: 'summary_text', text }
    return event(`response.reasoning_summary_part.${what}`, { ...open.at, summary_index: 0, part })
  }
  const part = open.refusal ? { type: 'refusal', refusal: text } : outputText(text)
  return event(`response.content_part.${what}`, { ...open.at, content_index: 0, part })
}

function beginText(open: OpenItem, event: WriteEvent): string {
  return partEvent(open, 'added', event)
}

function endText(open: OpenItem, event: WriteEvent): string {
  const whole = open.refusal ? { refusal: open.part.text } : { text: open.part.text }
  return (
    event(`response.${deltaName(open)}.done`, { ...placeOf(open), ...whole }) + partEvent(open, 'done', event)
  )
}
