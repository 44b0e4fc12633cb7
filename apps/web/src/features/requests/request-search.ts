import { type CallStatus, callStatuses, usageDimensions } from '@kansoku/contracts'
import { listOf, textOf } from '../../app/search-params.ts'
import { type RangeSearch, readRange } from '../time-range/time-range.ts'
import { defaultPageSize, pageSizes } from '../traces/trace-search.ts'

/** Calls can be narrowed by whatever usage is told apart by. */
export const requestFilters = usageDimensions
export type RequestFilter = (typeof requestFilters)[number]

/** Stands in an address for what has none: no team, no tag. An empty text would not stay there. */
const nothing = '-'

/** The call whose tries are shown. */
export interface OpenCall {
  readonly trace?: string | undefined
  readonly call?: string | undefined
  /** When one of its tries began. */
  readonly at?: string | undefined
}

/** The whole state of the request log as it stands in the address. */
export interface RequestSearch
  extends Pick<RangeSearch, 'range' | 'from' | 'to'>,
    OpenCall,
    Partial<Readonly<Record<RequestFilter, readonly string[] | undefined>>> {
  readonly status?: readonly CallStatus[] | undefined
  readonly cached?: true | undefined
  readonly page?: number | undefined
  readonly limit?: number | undefined
}

export function readRequestSearch(search: Record<string, unknown>): RequestSearch {
  const { env: _, ...range } = readRange(search)
  const status = listOf(search, 'status')?.flatMap(
    (name) => callStatuses.find((known) => known === name) ?? [],
  )
  const page = Number(textOf(search, 'page'))
  const limit = pageSizes.find((size) => size === Number(textOf(search, 'limit')))
  const all = {
    ...range,
    ...Object.fromEntries(requestFilters.map((name) => [name, listOf(search, name)])),
    status: status?.length ? status : undefined,
    cached: textOf(search, 'cached') === undefined ? undefined : true,
    page: Number.isInteger(page) && page > 1 ? page : undefined,
    limit: limit === defaultPageSize ? undefined : limit,
    trace: textOf(search, 'trace'),
    call: textOf(search, 'call'),
    at: textOf(search, 'at'),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** What calls of a filter's value are found by, in an address. */
export const toFilterValue = (id: string): string => id || nothing
export const fromFilterValue = (value: string): string => (value === nothing ? '' : value)

/** The conditions that the server gets. */
export function filtersOf(search: RequestSearch) {
  const filters = requestFilters.flatMap((name) => {
    const values = search[name]
    return values ? [[name, values.map(fromFilterValue)] as const] : []
  })
  return {
    ...(Object.fromEntries(filters) as Partial<Record<RequestFilter, string[]>>),
    ...(search.status ? { status: [...search.status] } : {}),
    ...(search.cached ? { cached: 'true' } : {}),
  }
}

export function isNarrowed(search: RequestSearch): boolean {
  return Object.keys(filtersOf(search)).length > 0
}

/** The same list without any filter; the time range stays. */
export function withoutFilters({ range, from, to, limit }: RequestSearch): RequestSearch {
  return { range, from, to, limit }
}
