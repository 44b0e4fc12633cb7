import type { TraceListRow } from '@kansoku/contracts'
import { columnVisibilityFeature, createColumnHelper, metaHelper, tableFeatures } from '@tanstack/react-table'
import { Cost, Duration, Instant, Models, Muted, Tags } from './cells.tsx'
import { NameCell } from './name-cell.tsx'
import { TokenFigures } from './token-figures.tsx'
import { TraceLevel } from './trace-level.tsx'
import type { TraceOrderColumn } from './trace-search.ts'

interface ColumnMeta {
  /** Width in rem, the least one where there is a share; absent: what is left. */
  readonly width?: number
  /** Share of the table in percent, for texts that gain from a wide window. */
  readonly share?: number
  readonly align?: 'end'
  readonly sort?: TraceOrderColumn
}

export const traceTableFeatures = tableFeatures({
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnMeta>(),
})
const column = createColumnHelper<typeof traceTableFeatures, TraceListRow>()

/** Columns of the list in their order; headers are keys under `traces.column`. */
export const traceColumns = column.columns([
  column.accessor('timestamp', {
    meta: { width: 6.75, sort: 'timestamp' },
    cell: (cell) => <Instant instant={cell.getValue()} />,
  }),
  column.accessor('name', {
    meta: { sort: 'name' },
    enableHiding: false,
    cell: (cell) => <NameCell row={cell.row.original} />,
  }),
  column.accessor('outputPreview', {
    meta: { width: 16 },
    cell: (cell) => <Muted text={cell.getValue()} />,
  }),
  column.accessor('userId', {
    meta: { width: 5.5, share: 8, sort: 'userId' },
    cell: (cell) => <Muted text={cell.getValue()} />,
  }),
  column.accessor('sessionId', {
    meta: { width: 5.5, share: 8, sort: 'sessionId' },
    cell: (cell) => <Muted text={cell.getValue()} />,
  }),
  column.accessor('models', {
    meta: { width: 7.5, share: 12 },
    cell: (cell) => <Models models={cell.getValue()} />,
  }),
  column.accessor('latency', {
    meta: { width: 5, align: 'end', sort: 'latency' },
    cell: (cell) => <Duration seconds={cell.getValue()} />,
  }),
  column.accessor('totalTokens', {
    meta: { width: 9.5, align: 'end', sort: 'totalTokens' },
    cell: (cell) => <TokenFigures tokens={cell.row.original} />,
  }),
  column.accessor('totalCost', {
    meta: { width: 5, align: 'end', sort: 'totalCost' },
    cell: (cell) => <Cost dollars={cell.getValue()} />,
  }),
  column.accessor('level', {
    meta: { width: 5.5, sort: 'level' },
    cell: (cell) => <TraceLevel trace={cell.row.original} />,
  }),
  column.accessor('tags', {
    meta: { width: 7.5, share: 11 },
    cell: (cell) => <Tags tags={cell.getValue()} />,
  }),
  column.accessor('observationCount', {
    meta: { width: 6, align: 'end' },
    cell: (cell) => <>{cell.getValue()}</>,
  }),
  column.accessor('environment', { meta: { width: 7 }, cell: (cell) => <Muted text={cell.getValue()} /> }),
  column.accessor('version', { meta: { width: 6 }, cell: (cell) => <Muted text={cell.getValue()} /> }),
  column.accessor('release', { meta: { width: 6 }, cell: (cell) => <Muted text={cell.getValue()} /> }),
  column.accessor('id', { meta: { width: 9 }, cell: (cell) => <Muted text={cell.getValue()} mono /> }),
])

export const traceColumnIds = [
  'timestamp',
  'name',
  'outputPreview',
  'userId',
  'sessionId',
  'models',
  'latency',
  'totalTokens',
  'totalCost',
  'level',
  'tags',
  'observationCount',
  'environment',
  'version',
  'release',
  'id',
] as const
export type TraceColumnId = (typeof traceColumnIds)[number]

export const initiallyHidden: Readonly<Record<string, boolean>> = {
  outputPreview: false,
  observationCount: false,
  environment: false,
  version: false,
  release: false,
  id: false,
}
