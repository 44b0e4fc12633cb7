import { type FilterCondition, filterList } from '@kansoku/contracts'

/** Filters from an address; undefined where the text is none, as in a link that was cut off. */
export function readWhere(text: string | undefined): FilterCondition[] | undefined {
  if (text === undefined) return undefined
  try {
    return filterList.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export const writeWhere = (filters: readonly FilterCondition[]) => JSON.stringify(filters)
