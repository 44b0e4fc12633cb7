import type { ObservationListRow } from '@kansoku/contracts'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import type { Column } from '../table/column.ts'
import { ObservationIcon } from '../trace/observation-icon.tsx'
import { Absent, Cost, Duration, Instant, Models, Muted, Preview, Tags } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { ObservationLevel } from './observation-level.tsx'
import { ObservationLink } from './observation-link.tsx'
import type { ObservationOrderColumn } from './observation-search.ts'

export type ObservationColumn = Column<ObservationListRow, ObservationOrderColumn>

/** Type, name and the beginning of the input on one line. */
function NameCell({ row }: { readonly row: ObservationListRow }) {
  const { t } = useTranslation()
  return (
    <span className="flex min-w-0 items-center gap-x-2 group-data-[height=tall]/table:flex-wrap">
      <ObservationIcon type={row.type} />
      <ObservationLink row={row} className="max-w-[75%] shrink-0 truncate font-medium text-ink">
        {row.name ?? t('observations.unnamed')}
      </ObservationLink>
      {row.inputPreview && (
        <Preview text={row.inputPreview} className="flex-1 group-data-[height=tall]/table:basis-full" />
      )}
    </span>
  )
}

function Prompt({ row: { promptName, promptVersion } }: { readonly row: ObservationListRow }) {
  return (
    <Muted text={promptName && (promptVersion === null ? promptName : `${promptName} v${promptVersion}`)} />
  )
}

const column = (id: string, rest: Omit<ObservationColumn, 'id' | 'label'>) => ({ id, ...rest })
const extra = (id: string, rest: Omit<ObservationColumn, 'id' | 'label' | 'isExtra'>) =>
  column(id, { ...rest, isExtra: true })

/** What the observation is and says. */
const content = [
  column('startTime', {
    ...{ width: 6.75, sort: 'startTime' },
    cell: (row) => <Instant instant={row.startTime} />,
  }),
  column('name', { least: 18, sort: 'name', isName: true, cell: (row) => <NameCell row={row} /> }),
  extra('type', { width: 7, sort: 'type', cell: (row) => <TypeName row={row} /> }),
  extra('outputPreview', { width: 16, cell: (row) => <Preview text={row.outputPreview} /> }),
  column('traceName', { width: 8, cell: (row) => <Muted text={row.traceName} /> }),
  column('model', {
    ...{ width: 8, sort: 'model' },
    cell: (row) => <Models models={row.model === null ? [] : [row.model]} />,
  }),
  extra('promptName', { width: 8, cell: (row) => <Prompt row={row} /> }),
  column('toolCalls', { width: 8, cell: (row) => <Tags tags={row.toolCalls} /> }),
  column('level', { width: 5.5, sort: 'level', cell: (row) => <ObservationLevel row={row} /> }),
  extra('statusMessage', { width: 12, cell: (row) => <Preview text={row.statusMessage} /> }),
]

function TypeName({ row }: { readonly row: ObservationListRow }) {
  const { t } = useTranslation()
  return <Muted text={t(`trace.type.${row.type}`)} />
}

const figures = [
  column('latency', {
    ...{ width: 5, align: 'end', sort: 'latency' },
    cell: (row) => <Duration seconds={row.latency} />,
  }),
  column('timeToFirstToken', {
    ...{ width: 5.75, align: 'end', sort: 'timeToFirstToken' },
    cell: (row) => <Duration seconds={row.timeToFirstToken} />,
  }),
  column('totalTokens', {
    ...{ width: 9.5, align: 'end', sort: 'totalTokens' },
    cell: (row) => <TokenFigures tokens={row} />,
  }),
  extra('inputTokens', {
    ...{ width: 6, align: 'end', sort: 'inputTokens' },
    cell: (row) => <Figure value={row.inputTokens || null} />,
  }),
  extra('outputTokens', {
    ...{ width: 6, align: 'end', sort: 'outputTokens' },
    cell: (row) => <Figure value={row.outputTokens || null} />,
  }),
  extra('tokensPerSecond', {
    ...{ width: 6, align: 'end', sort: 'tokensPerSecond' },
    cell: (row) => <Figure value={row.tokensPerSecond === null ? null : Math.round(row.tokensPerSecond)} />,
  }),
  column('totalCost', {
    ...{ width: 5, align: 'end', sort: 'totalCost' },
    cell: (row) => <Cost dollars={row.totalCost} />,
  }),
] satisfies ReturnType<typeof column>[]

function Figure({ value }: { readonly value: number | null }) {
  const { number } = useFormats()
  return value === null ? <Absent /> : number(value)
}

/** Whose it is and where it comes from. */
const origin = [
  extra('userId', { width: 7, cell: (row) => <Muted text={row.userId} /> }),
  extra('sessionId', { width: 7, cell: (row) => <Muted text={row.sessionId} /> }),
  extra('tags', { width: 8, cell: (row) => <Tags tags={row.tags} /> }),
  extra('environment', { width: 7, cell: (row) => <Muted text={row.environment} /> }),
  extra('version', { width: 6, cell: (row) => <Muted text={row.version} /> }),
  extra('release', { width: 6, cell: (row) => <Muted text={row.release} /> }),
  extra('endTime', {
    width: 6.75,
    cell: (row) => (row.endTime === null ? <Absent /> : <Instant instant={row.endTime} />),
  }),
  extra('id', { width: 9, cell: (row) => <Muted text={row.id} mono /> }),
  extra('traceId', { width: 9, cell: (row) => <Muted text={row.traceId} mono /> }),
  extra('parentObservationId', { width: 9, cell: (row) => <Muted text={row.parentObservationId} mono /> }),
]

const all = [...content, ...figures, ...origin]

/** Columns of the list in their order. */
export function useObservationColumns(): readonly ObservationColumn[] {
  const { t } = useTranslation()
  return useMemo(
    () => all.map((given) => ({ ...given, label: t(`observations.column.${given.id as 'id'}`) })),
    [t],
  )
}
