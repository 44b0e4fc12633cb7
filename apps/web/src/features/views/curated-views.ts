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

const generations = { type: ['GENERATION'] }
const searches: Record<'traces' | 'observations', Partial<Record<CuratedName, ViewSearch>>> = {
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
}

/** Views that every list comes with, by their names. */
export function curatedViews(list: ViewedList): { readonly id: CuratedName; readonly search: ViewSearch }[] {
  if (list === 'sessions') return []
  return curatedNames.flatMap((id) => {
    const search = searches[list][id]
    return search ? [{ id, search }] : []
  })
}
