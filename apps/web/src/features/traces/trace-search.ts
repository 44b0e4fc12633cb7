import { type FilterCondition, observationLevels, traceOrderColumns } from '@kansoku/contracts'
import { listOf, textOf } from '../../app/search-params.ts'
import { type RangeSearch, readRange } from '../time-range/time-range.ts'
import { type Bounds, readBounds } from './bounds.ts'

/** Filters that choose among values, by their name in the address, with the column they ask for. */
export const facetColumns = {
  level: 'level',
  name: 'name',
  user: 'userId',
  session: 'sessionId',
  model: 'model',
  tag: 'tags',
  error: 'errorType',
  version: 'version',
  release: 'release',
} as const
export type FacetName = keyof typeof facetColumns
export const facetNames = Object.keys(facetColumns) as FacetName[]

/** Filters by whose calls a trace holds: keys by their hash, teams by their id. Links lead to them. */
export const callerColumns = { key: 'virtualKey', team: 'team' } as const
export type CallerName = keyof typeof callerColumns
export const callerNames = Object.keys(callerColumns) as CallerName[]

/** Filters by size: seconds, US dollars and counts. */
export const boundColumns = { latency: 'latency', cost: 'totalCost', tokens: 'totalTokens' } as const
export type BoundName = keyof typeof boundColumns
export const boundNames = Object.keys(boundColumns) as BoundName[]

export type TraceOrderColumn = (typeof traceOrderColumns)[number]
export type TraceOrder = ReadOrder<TraceOrderColumn>

type Facets = { readonly [N in FacetName | CallerName]?: readonly string[] | undefined }
type BoundTexts = { readonly [N in BoundName]?: string | undefined }

/** The whole state of the traces list as it stands in the address. */
export interface TraceSearch extends RangeSearch, Facets, BoundTexts {
  readonly q?: string | undefined
  /** Column to sort by, with `-` before it for descending; absent: newest first. */
  readonly sort?: string | undefined
  readonly page?: number | undefined
  readonly limit?: number | undefined
}

/** What a list of traces can be sorted by; lists of what traces belong to have others. */
export interface ListOrder<Column extends string> {
  readonly columns: readonly Column[]
  /** As `sort` in the address would say it, and which it leaves out. */
  readonly standard: `-${Column}`
}

export const traceListOrder: ListOrder<TraceOrderColumn> = {
  columns: traceOrderColumns,
  standard: '-timestamp',
}

export const pageSizes = [25, 50, 100, 200] as const
export const defaultPageSize = 50

export function readTraceSearch(search: Record<string, unknown>): TraceSearch {
  return readListSearch(search, traceListOrder)
}

/** The state of any list that is about traces, in an order of its own. */
export function readListSearch<Column extends string>(
  search: Record<string, unknown>,
  order: ListOrder<Column>,
): TraceSearch {
  const levels = listOf(search, 'level')?.filter((level) =>
    observationLevels.some((known) => known === level),
  )
  const facets = facetNames.map((name) => [name, name === 'level' ? levels : listOf(search, name)])
  const callers = callerNames.map((name) => [name, listOf(search, name)])
  const bounds = boundNames.map((name) => [name, readBounds(textOf(search, name))?.text])
  const sort = textOf(search, 'sort')
  const page = Number(textOf(search, 'page'))
  const limit = pageSizes.find((size) => size === Number(textOf(search, 'limit')))
  return dropAbsent({
    ...readRange(search),
    ...Object.fromEntries([...facets, ...callers, ...bounds]),
    q: textOf(search, 'q')?.slice(0, 500),
    sort: sort && sort !== order.standard && readOrder(sort, order) ? sort : undefined,
    page: Number.isInteger(page) && page > 1 ? page : undefined,
    limit: limit === defaultPageSize ? undefined : limit,
  })
}

function dropAbsent(search: TraceSearch): TraceSearch {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  )
}

interface ReadOrder<Column extends string> {
  readonly column: Column
  readonly direction: 'asc' | 'desc'
}

function readOrder<Column extends string>(
  sort: string,
  { columns }: ListOrder<Column>,
): ReadOrder<Column> | undefined {
  const column = columns.find((name) => name === sort.replace(/^-/, ''))
  return column && { column, direction: sort.startsWith('-') ? 'desc' : 'asc' }
}

export function orderOf(search: TraceSearch): TraceOrder {
  return listOrderOf(search, traceListOrder)
}

export function listOrderOf<Column extends string>(
  search: TraceSearch,
  order: ListOrder<Column>,
): ReadOrder<Column> {
  const standard = { column: order.standard.slice(1) as Column, direction: 'desc' } as const
  return (search.sort && readOrder(search.sort, order)) || standard
}

/** The order after a click on a header: descending first, then ascending, then back to the standard one. */
export function nextSort(search: TraceSearch, column: TraceOrderColumn): string | undefined {
  return nextListSort(search, column, traceListOrder)
}

export function nextListSort<Column extends string>(
  search: TraceSearch,
  column: Column,
  list: ListOrder<Column>,
): string | undefined {
  const order = listOrderOf(search, list)
  if (order.column !== column) return `-${column}`
  if (order.direction === 'desc') return column
  return undefined
}

export function boundsOf(search: TraceSearch, name: BoundName): Bounds | undefined {
  return readBounds(search[name])
}

/** The conditions that the server gets; time range, environments and search text travel on their own. */
export function toFilter(search: TraceSearch): FilterCondition[] {
  const facets = facetNames.flatMap((name): FilterCondition[] => {
    const value = search[name]
    if (!value || value.length === 0) return []
    const condition = { column: facetColumns[name], operator: 'any of' as const, value: [...value] }
    return [name === 'tag' ? { type: 'arrayOptions', ...condition } : { type: 'stringOptions', ...condition }]
  })
  const bounds = boundNames.flatMap((name): FilterCondition[] => {
    const { min, max } = boundsOf(search, name) ?? {}
    const column = boundColumns[name]
    return [
      ...(min === undefined
        ? []
        : [{ type: 'number' as const, column, operator: '>=' as const, value: min }]),
      ...(max === undefined
        ? []
        : [{ type: 'number' as const, column, operator: '<=' as const, value: max }]),
    ]
  })
  const callers = callerNames.flatMap((name): FilterCondition[] => {
    const value = search[name]
    const column = callerColumns[name]
    return value?.length ? [{ type: 'stringOptions', column, operator: 'any of', value: [...value] }] : []
  })
  return [...facets, ...callers, ...bounds]
}

export function isFiltered(search: TraceSearch): boolean {
  return search.q !== undefined || search.env !== undefined || toFilter(search).length > 0
}

/** The same list without any filter; the time range stays. */
export function withoutFilters(search: TraceSearch): TraceSearch {
  const { range, from, to, sort, limit } = search
  return dropAbsent({ range, from, to, sort, limit })
}
