import { sessionOrderColumns, userOrderColumns } from '@kansoku/contracts'
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
export const weekByDefault = <S extends TraceSearch>(search: S): S =>
  search.range || search.from ? search : { ...search, range: '7d' }
