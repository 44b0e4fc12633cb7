import { isRecord } from '@kansoku/routing'

type Values = Readonly<Record<string, unknown>>

/** The part of a prompt that its user said last, and the way back into the whole. */
export interface PromptPart {
  readonly part: Values
  putBack(changed: Values): Values
}

const lists = ['messages', 'input']

export function latestMessage(body: Values): PromptPart {
  for (const field of lists) {
    const list = body[field]
    if (!Array.isArray(list)) continue
    const index = list.findLastIndex((item: unknown) => isRecord(item) && item.role === 'user')
    if (index === -1) continue
    return {
      part: { [field]: [list[index]] },
      putBack(changed) {
        const [message] = changed[field] as readonly unknown[]
        return message === list[index] ? body : { ...body, [field]: list.with(index, message) }
      },
    }
  }
  return { part: body, putBack: (changed) => changed }
}
