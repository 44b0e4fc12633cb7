import type { AssistantPart, ChatChoice } from '@kansoku/providers'
import { sealReasoning } from './sealed-reasoning.ts'

/** An item of an answer, or of the conversation that it answers. */
export type Item = Readonly<Record<string, unknown>> & { readonly type: string; readonly id: string }

const prefixes = { text: 'msg', reasoning: 'rs', redacted_reasoning: 'rs', tool_call: 'fc' } as const

/** The same for an item while it is streamed and when it is whole. */
export function itemId(responseId: string, kind: AssistantPart['type'], index: number): string {
  return `${prefixes[kind]}_${responseId.replace(/^resp_/, '')}${String(index).padStart(2, '0')}`
}

/** The answer as a list of items: each block of it is one. */
export function toItems(responseId: string, choice: ChatChoice | undefined): Item[] {
  const items = (choice?.content ?? []).map((part, index) =>
    toItem(part, itemId(responseId, part.type, index)),
  )
  if (choice?.refusal !== undefined) {
    const id = itemId(responseId, 'text', items.length)
    items.push(messageItem(id, { type: 'refusal', refusal: choice.refusal }))
  }
  return items
}

export function toItem(part: AssistantPart, id: string): Item {
  switch (part.type) {
    case 'text':
      return messageItem(id, outputText(part.text))
    case 'reasoning':
      return {
        type: 'reasoning',
        id,
        summary: part.text === '' ? [] : [{ type: 'summary_text', text: part.text }],
        ...(part.signature === undefined ? {} : { encrypted_content: sealReasoning(part) }),
      }
    case 'redacted_reasoning':
      return { type: 'reasoning', id, summary: [], encrypted_content: sealReasoning(part) }
    case 'tool_call': {
      const { id: call_id, name, arguments: json } = part
      return { type: 'function_call', id, call_id, name, arguments: json, status: 'completed' }
    }
  }
}

export function outputText(text: string): object {
  return { type: 'output_text', text, annotations: [], logprobs: [] }
}

export function messageItem(id: string, part: object): Item {
  return { type: 'message', id, status: 'completed', role: 'assistant', content: [part] }
}
