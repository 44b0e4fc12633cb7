import type { ViewedList } from '@kansoku/contracts'
import type { ViewSearch } from './view-search.ts'

export const curatedNames = [
  'errors',
  'problems',
  'slow',
  'firstToken',
  'expensive',
  'manyTokens',
  'failedTools',
] as const
export type CuratedName = (typeof curatedNames)[number]

/** Of what traces belong to: whose traces failed, and where the money went. */
const groups: Partial<Record<CuratedName, ViewSearch>> = {
  errors: { level: ['ERROR'], sort: ['-failedTraces'] },
  expensive: { sort: ['-totalCost'] },
}

const generations = { type: ['GENERATION'] }
const searches: Record<ViewedList, Partial<Record<CuratedName, ViewSearch>>> = {
  traces: {
    errors: { level: ['ERROR'] },
    problems: { level: ['ERROR', 'WARNING'] },
    slow: { latency: ['10..'], sort: ['-latency'] },
    expensive: { cost: ['1..'], sort: ['-totalCost'] },
    manyTokens: { tokens: ['50000..'], sort: ['-totalTokens'] },
  },
  observations: {
    errors: { level: ['ERROR'] },
    problems: { level: ['ERROR', 'WARNING'] },
    slow: { ...generations, latency: ['10..'], sort: ['-latency'] },
    firstToken: { ...generations, firstToken: ['2..'], sort: ['-timeToFirstToken'] },
    expensive: { ...generations, cost: ['1..'], sort: ['-totalCost'] },
    manyTokens: { ...generations, tokens: ['50000..'], sort: ['-totalTokens'] },
    failedTools: { type: ['TOOL'], level: ['ERROR'] },
  },
  sessions: groups,
  users: groups,
}

/** Views that every list comes with, by their names. */
export function curatedViews(list: ViewedList): { readonly id: CuratedName; readonly search: ViewSearch }[] {
  return curatedNames.flatMap((id) => {
    const search = searches[list][id]
    return search ? [{ id, search }] : []
  })
}
