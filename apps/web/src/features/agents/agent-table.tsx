import type { AgentTaskRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { FailedTraces } from '../groups/failed-traces.tsx'
import { type SessionOrderColumn, sessionListOrder } from '../groups/group-order.ts'
import { GroupTable } from '../groups/group-table.tsx'
import { Names } from '../sessions/session-cells.tsx'
import type { Column as TableColumn } from '../table/column.ts'
import { Absent, Cost, Duration, Instant, Models } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { AgentBadge } from './agent-name.tsx'
import type { AgentSearch } from './agent-search.ts'
import { PickBox, type Picking } from './pick-box.tsx'
import { cacheShare, callersOf } from './task-figures.ts'
import { TaskLink } from './task-link.tsx'

type Column = TableColumn<AgentTaskRow, SessionOrderColumn>

function Callers({ row }: { readonly row: AgentTaskRow }) {
  const names = callersOf(row)
  return <Names names={names} total={names.length} />
}

function useColumns(picking: Picking): Column[] {
  const { t } = useTranslation()
  const { number, percent } = useFormats()
  const column = (id: string, rest: Omit<Column, 'id' | 'label'>): Column => ({
    id,
    label: t(`agents.column.${id as 'title'}`),
    ...rest,
  })
  return [
    column('pick', { width: 2.75, cell: (row) => <PickBox row={row} {...picking} /> }),
    column('lastTrace', {
      ...{ width: 6, sort: 'lastTrace' },
      cell: (row) => <Instant instant={row.lastTrace} />,
    }),
    column('agent', { width: 6.5, cell: (row) => <AgentBadge agent={row.agent} /> }),
    column('title', {
      cell: (row) => (
        <TaskLink
          sessionId={row.id}
          title={row.title ?? row.id}
          className="block truncate font-medium text-ink"
        >
          {row.title ?? row.id}
        </TaskLink>
      ),
    }),
    column('callers', { width: 6, cell: (row) => <Callers row={row} /> }),
    column('models', { width: 6.5, cell: (row) => <Models models={row.models} /> }),
    column('duration', {
      ...{ width: 5, align: 'end', sort: 'duration' },
      cell: (row) => <Duration seconds={row.duration} />,
    }),
    column('turns', { width: 3.75, align: 'end', cell: (row) => number(row.turnCount) }),
    column('failedTraces', {
      ...{ width: 4, align: 'end', sort: 'failedTraces' },
      cell: (row) => <FailedTraces count={row.failedTraces} />,
    }),
    column('cache', {
      ...{ width: 5.25, align: 'end' },
      cell: (row) => {
        const share = cacheShare(row)
        return share === null ? <Absent /> : percent(share)
      },
    }),
    column('totalTokens', {
      ...{ width: 10.25, align: 'end', sort: 'totalTokens' },
      cell: (row) => <TokenFigures tokens={row} />,
    }),
    column('totalCost', {
      ...{ width: 5.5, align: 'end', sort: 'totalCost' },
      cell: (row) => <Cost dollars={row.totalCost} />,
    }),
  ]
}

interface AgentTableProps extends Picking {
  readonly projectId: string
  readonly rows: readonly AgentTaskRow[]
  readonly search: AgentSearch
  readonly arrivals: ReadonlySet<string>
  readonly onChange: ChangeSearch
}

export function AgentTable({ projectId, picked, onPick, ...props }: AgentTableProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = (sessionId: string) =>
    void navigate({
      to: '/project/$projectId/agents/task/$sessionId',
      params: { projectId, sessionId },
      search: props.search,
    })
  return (
    <GroupTable
      label={t('app.page.agents')}
      columns={useColumns({ picked, onPick })}
      order={sessionListOrder}
      onOpen={open}
      {...props}
    />
  )
}
