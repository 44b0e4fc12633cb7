import { type UsageDimension, usageDimensions } from '@kansoku/contracts'
import { textOf } from '../../app/search-params.ts'
import { type RangeSearch, rangeByDefault, readRange } from '../time-range/time-range.ts'

export const usageMeasures = ['spend', 'calls', 'tokens', 'failed'] as const
export type UsageMeasure = (typeof usageMeasures)[number]

/** The whole state of the page as it stands in the address. */
export interface UsageSearch extends RangeSearch {
  /** What the chart is told apart by; absent: models. */
  readonly by?: UsageDimension | undefined
  /** Absent: spend. */
  readonly measure?: UsageMeasure | undefined
}

/** What is spent is looked at by the month. */
export const monthByDefault = <S extends RangeSearch>(search: S): S => rangeByDefault(search, '30d')

export function readUsageSearch(search: Record<string, unknown>): UsageSearch {
  const by = usageDimensions.find((name) => name === textOf(search, 'by'))
  const measure = usageMeasures.find((name) => name === textOf(search, 'measure'))
  return {
    ...readRange(search),
    ...(by && by !== 'model' ? { by } : {}),
    ...(measure && measure !== 'spend' ? { measure } : {}),
  }
}
