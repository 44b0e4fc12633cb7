import {
  type FilterCondition,
  observationLevels,
  observationTypes,
  traceOrderColumns,
} from '@kansoku/contracts'
import { listOf, textOf } from '../../app/search-params.ts'
import { comparisonsOf, conditionsOf } from '../search/conditions.ts'
import { readWhere } from '../search/where.ts'
import { type RangeSearch, readRange } from '../time-range/time-range.ts'
import { type Bounds, readBounds } from './bounds.ts'
import {
  type BoundName,
  boundColumns,
  type CallerName,
  callerColumns,
  type FacetName,
  facetColumns,
  traceFilters,
} from './list-filters.ts'

export type TraceOrderColumn = (typeof traceOrderColumns)[number]
export type TraceOrder = ReadOrder<TraceOrderColumn>

type Facets = { readonly [N in FacetName | CallerName]?: readonly string[] | undefined }
type BoundTexts = { readonly [N in BoundName]?: string | undefined }

/** The whole state of the traces list as it stands in the address. */
export interface TraceSearch extends RangeSearch, Facets, BoundTexts {
  readonly q?: string | undefined
  /** Only what somebody has bookmarked. */
  readonly starred?: 'yes' | undefined
  /** What filters of their own have no name for, as the search field writes it. */
  readonly where?: readonly string[] | undefined
  /** Column to sort by, with `-` before it for descending; absent: newest first. */
  readonly sort?: string | undefined
  readonly page?: number | undefined
  readonly limit?: number | undefined
  /** The view that the list was set to. */
  readonly view?: string | undefined
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
  filters = traceFilters,
): TraceSearch {
  const facets = filters.facets.map((name) => [name, valuesOf(search, name)])
  const callers = filters.callers.map((name) => [name, listOf(search, name)])
  const bounds = filters.bounds.map((name) => [name, readBounds(textOf(search, name))?.text])
  const sort = textOf(search, 'sort')
  const page = Number(textOf(search, 'page'))
  const limit = pageSizes.find((size) => size === Number(textOf(search, 'limit')))
  return dropAbsent({
    ...readRange(search),
    ...Object.fromEntries([...facets, ...callers, ...bounds]),
    q: textOf(search, 'q')?.slice(0, 500),
    starred: filters.starred && textOf(search, 'starred') ? 'yes' : undefined,
    where: readWhere(listOf(search, 'where') ?? [], filters),
    sort: sort && sort !== order.standard && readOrder(sort, order) ? sort : undefined,
    page: Number.isInteger(page) && page > 1 ? page : undefined,
    limit: limit === defaultPageSize ? undefined : limit,
    view: textOf(search, 'view')?.slice(0, 100),
  })
}

/** What facets that are no free texts may hold. */
const known: { readonly [N in FacetName]?: readonly string[] } = {
  level: observationLevels,
  type: observationTypes,
  root: ['true', 'false'],
}

function valuesOf(search: Record<string, unknown>, name: FacetName): string[] | undefined {
  return listOf(search, name)?.filter((value) => known[name]?.includes(value) ?? true)
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

const bookmarked: FilterCondition = { type: 'boolean', column: 'bookmarked', operator: '=', value: true }

/** The conditions that the server gets; time range, environments and search text travel on their own. */
export function toFilter(search: TraceSearch, filters = traceFilters): FilterCondition[] {
  return [
    ...filters.facets.flatMap((name) => facetCondition(name, search[name] ?? [])),
    ...filters.callers.flatMap((name) => anyOf(callerColumns[name], search[name] ?? [])),
    ...filters.bounds.flatMap((name) => boundConditions(boundColumns[name], boundsOf(search, name))),
    ...(filters.starred && search.starred ? [bookmarked] : []),
    ...(search.where ?? []).flatMap((text) => conditionsOf(text, filters)),
  ]
}

function facetCondition(name: FacetName, values: readonly string[]): FilterCondition[] {
  const column = facetColumns[name]
  if (name === 'root') {
    const [only, ...others] = values
    if (only === undefined || others.length > 0) return []
    return [{ type: 'boolean', column, operator: '=', value: only === 'true' }]
  }
  if (name !== 'tag' && name !== 'tool') return anyOf(column, values)
  return values.length > 0 ? [{ type: 'arrayOptions', column, operator: 'any of', value: [...values] }] : []
}

function anyOf(column: string, values: readonly string[]): FilterCondition[] {
  return values.length > 0 ? [{ type: 'stringOptions', column, operator: 'any of', value: [...values] }] : []
}

function boundConditions(column: string, bounds: Partial<Bounds> = {}): FilterCondition[] {
  return comparisonsOf(bounds).map((compared) => ({ type: 'number', column, ...compared }))
}

export function isFiltered(search: TraceSearch, filters = traceFilters): boolean {
  return search.q !== undefined || search.env !== undefined || toFilter(search, filters).length > 0
}

/** Stands in an address for the list as it comes, where it would open with a view otherwise. */
export const wholeList = 'all'

/** The same list without any filter; the time range stays. */
export function withoutFilters(search: TraceSearch): TraceSearch {
  const { range, from, to, sort, limit, view } = search
  return dropAbsent({ range, from, to, sort, limit, view: view && wholeList })
}
