import { isRecord, ParameterError } from '@kansoku/routing'
import type { Item } from './items.ts'

/** `input` as a list of items, each with a type and an id. */
export function inputItems(responseId: string, input: unknown): readonly Item[] {
  return listInput(input).map((item, index) => ({
    ...item,
    type: typeof item.type === 'string' ? item.type : 'message',
    id: typeof item.id === 'string' ? item.id : `${responseId.replace(/^resp_/, 'item_')}${index}`,
  }))
}

/** A text is one message of the user. */
export function listInput(input: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof input === 'string') {
    return [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }]
  }
  if (!Array.isArray(input)) throw new ParameterError('input', 'must be a text or a list of items')
  return input.map((item: unknown, index) => {
    if (isRecord(item)) return item
    throw new ParameterError(`input[${index}]`, 'must be an object')
  })
}
