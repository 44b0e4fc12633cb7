import { sessionOrderColumns, userOrderColumns } from '@kansoku/contracts'
import { rangeByDefault } from '../time-range/time-range.ts'
import { type ListOrder, readListSearch, type TraceSearch } from '../traces/trace-search.ts'

export type SessionOrderColumn = (typeof sessionOrderColumns)[number]
export type UserOrderColumn = (typeof userOrderColumns)[number]

export const sessionListOrder: ListOrder<SessionOrderColumn> = {
  columns: sessionOrderColumns,
  standard: '-lastTrace',
}
export const userListOrder: ListOrder<UserOrderColumn> = { columns: userOrderColumns, standard: '-lastTrace' }

export const readSessionSearch = (search: Record<string, unknown>): TraceSearch =>
  readListSearch(search, sessionListOrder)
export const readUserSearch = (search: Record<string, unknown>): TraceSearch =>
  readListSearch(search, userListOrder)

/** Conversations last longer than calls: their lists begin with a week. */
export const weekByDefault = <S extends TraceSearch>(search: S): S => rangeByDefault(search, '7d')
