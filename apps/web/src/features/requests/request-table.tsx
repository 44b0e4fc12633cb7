import type { GatewayCallRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Cost, Duration, Instant, Muted } from '../traces/cells.tsx'
import { meantElse } from '../traces/meant-else.ts'
import { SortHead } from '../traces/sort-head.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { useUsageNames } from '../usage/use-usage-names.ts'
import { CallLink, openCallOf } from './call-link.tsx'
import { CallOutcome } from './call-status.tsx'
import { CalledModel } from './called-model.tsx'
import type { OpenCall } from './request-search.ts'

interface RequestTableProps {
  readonly rows: readonly GatewayCallRow[]
  readonly arrivals: ReadonlySet<string>
  readonly onOpen: (call: OpenCall) => void
}

/** Widths in rem; what is left goes to the model. */
const columns = [
  { id: 'time', width: 6.75 },
  { id: 'status', width: 7.5 },
  { id: 'key', width: 10 },
  { id: 'team', width: 8 },
  { id: 'model' },
  { id: 'provider', width: 5.5 },
  { id: 'duration', width: 5, align: 'end' },
  { id: 'tokens', width: 10.75, align: 'end' },
  { id: 'cost', width: 5.5, align: 'end' },
] as const

const leastModel = 17

export function RequestTable({ rows, arrivals, onOpen }: RequestTableProps) {
  const { t } = useTranslation()
  const minWidth = columns.reduce((sum, column) => sum + ('width' in column ? column.width : leastModel), 0)
  return (
    <table
      aria-label={t('app.page.requests')}
      className="w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: `${minWidth}rem` }}
    >
      <colgroup>
        {columns.map((column) => (
          <col key={column.id} style={'width' in column ? { width: `${column.width}rem` } : undefined} />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas [&_th]:border-b [&_th]:border-line">
        <tr>
          {columns.map((column) => (
            <SortHead
              key={column.id}
              label={t(`requests.column.${column.id}`)}
              {...('align' in column ? { align: column.align } : {})}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((call) => (
          <RequestRow key={call.id} call={call} arrived={arrivals.has(call.id)} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

interface RequestRowProps {
  readonly call: GatewayCallRow
  readonly arrived: boolean
  readonly onOpen: RequestTableProps['onOpen']
}

function RequestRow({ call, arrived, onOpen }: RequestRowProps) {
  const keyName = useUsageNames('key', undefined)({ id: call.keyId, name: call.keyName })
  const end = 'h-9 px-2 text-right'
  return (
    <tr
      data-row-id={call.id}
      onClick={(event) => {
        if (!meantElse(event)) onOpen(openCallOf(call))
      }}
      className={clsx(
        'cursor-pointer focus-within:bg-accent-soft hover:bg-hover [&_td]:overflow-hidden [&_td]:border-b [&_td]:border-line/70',
        arrived && 'animate-arrive',
      )}
    >
      <td className="h-9 px-2">
        <CallLink call={call} className="block truncate">
          <Instant instant={call.startedAt} />
        </CallLink>
      </td>
      <td className="px-2">
        <CallOutcome call={call} />
      </td>
      <td className="px-2">
        <Muted text={keyName} />
      </td>
      <td className="px-2">
        <Muted text={call.teamName ?? call.teamId} />
      </td>
      <td className="px-2">
        <CalledModel call={call} />
      </td>
      <td className="px-2">
        <Muted text={call.provider} />
      </td>
      <td className={end}>
        <Duration seconds={call.duration} />
      </td>
      <td className={end}>
        <TokenFigures tokens={call} />
      </td>
      <td className={end}>
        <Cost dollars={call.cost} />
      </td>
    </tr>
  )
}
