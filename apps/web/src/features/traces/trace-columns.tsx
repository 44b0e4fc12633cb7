import type { TraceListRow } from '@kansoku/contracts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import type { Column } from '../table/column.ts'
import { Cost, Duration, Instant, Models, Muted, Preview, Tags } from './cells.tsx'
import { NameCell } from './name-cell.tsx'
import { TokenFigures } from './token-figures.tsx'
import { TraceLevel } from './trace-level.tsx'
import type { TraceOrderColumn } from './trace-search.ts'

export type TraceColumn = Column<TraceListRow, TraceOrderColumn>

/** Columns of the list in their order. */
export function useTraceColumns(): readonly TraceColumn[] {
  const { t } = useTranslation()
  const { number } = useFormats()
  return useMemo(() => {
    const column = (id: string, rest: Omit<TraceColumn, 'id' | 'label'>): TraceColumn => ({
      id,
      label: t(`traces.column.${id as 'id'}`),
      ...rest,
    })
    const extra = { isExtra: true } as const
    return [
      column('timestamp', {
        ...{ width: 6.75, sort: 'timestamp' },
        cell: (row) => <Instant instant={row.timestamp} />,
      }),
      column('name', { sort: 'name', isName: true, cell: (row) => <NameCell row={row} /> }),
      column('outputPreview', { ...extra, width: 16, cell: (row) => <Preview text={row.outputPreview} /> }),
      column('userId', {
        ...{ width: 5.5, share: 8, sort: 'userId' },
        cell: (row) => <Muted text={row.userId} />,
      }),
      column('sessionId', {
        ...{ width: 5.5, share: 8, sort: 'sessionId' },
        cell: (row) => <Muted text={row.sessionId} />,
      }),
      column('models', { width: 7.5, share: 12, cell: (row) => <Models models={row.models} /> }),
      column('latency', {
        ...{ width: 5, align: 'end', sort: 'latency' },
        cell: (row) => <Duration seconds={row.latency} />,
      }),
      column('totalTokens', {
        ...{ width: 9.5, align: 'end', sort: 'totalTokens' },
        cell: (row) => <TokenFigures tokens={row} />,
      }),
      column('totalCost', {
        ...{ width: 5, align: 'end', sort: 'totalCost' },
        cell: (row) => <Cost dollars={row.totalCost} />,
      }),
      column('level', { width: 5.5, sort: 'level', cell: (row) => <TraceLevel trace={row} /> }),
      column('tags', { width: 7.5, share: 11, cell: (row) => <Tags tags={row.tags} /> }),
      column('observationCount', {
        ...{ ...extra, width: 6, align: 'end' },
        cell: (row) => number(row.observationCount),
      }),
      column('environment', { ...extra, width: 7, cell: (row) => <Muted text={row.environment} /> }),
      column('version', { ...extra, width: 6, cell: (row) => <Muted text={row.version} /> }),
      column('release', { ...extra, width: 6, cell: (row) => <Muted text={row.release} /> }),
      column('id', { ...extra, width: 9, cell: (row) => <Muted text={row.id} mono /> }),
    ]
  }, [t, number])
}
