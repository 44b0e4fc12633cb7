import type { AgentTaskDetail, AgentTurn } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { DataTable } from '../dashboard/data-table.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { TurnLink } from './turn-link.tsx'

function Tools({ turn }: { readonly turn: AgentTurn }) {
  const { t } = useTranslation()
  if (turn.level === 'ERROR')
    return (
      <Badge tone="danger" title={turn.statusMessage ?? undefined}>
        {t('agents.turnFailed')}
      </Badge>
    )
  return (
    <span className="flex flex-wrap justify-end gap-1">
      {turn.tools.map(({ name, failed, paths }, index) => (
        <Badge
          key={index}
          tone={failed ? 'danger' : 'neutral'}
          title={[failed ? t('agents.toolFailed') : '', ...paths].filter(Boolean).join('\n') || undefined}
          className="font-mono"
        >
          {name}
          {failed && <span className="sr-only"> {t('agents.toolFailed')}</span>}
        </Badge>
      ))}
    </span>
  )
}

const columns = ['turnName', 'start', 'tools', 'tokens', 'cost', 'latency', 'waited'] as const

/** What of a very long task does not stand on the page. */
function LeftOut({ task }: { readonly task: AgentTaskDetail }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const notes = (['turnsLeftOut', 'textsLeftOut'] as const).filter((name) => task[name] > 0)
  if (notes.length === 0) return null
  return (
    <p role="note" className="px-4 pt-2 text-sm text-ink-2">
      {notes.map((name) => t(`agents.${name}`, { count: task[name], shown: number(task[name]) })).join(' ')}
    </p>
  )
}

/** All turns of a task, each leading to its trace. */
export function TurnsCard({
  projectId,
  task,
}: {
  readonly projectId: string
  readonly task: AgentTaskDetail
}) {
  const { t } = useTranslation()
  const { rowTime, exactTime, cost, duration } = useFormats()
  return (
    <Card title={t('agents.turnsTitle')} className="pb-2">
      <DataTable
        label={t('agents.turnsTitle')}
        maxHeight={560}
        columns={columns.map((key) => t(`agents.turnColumns.${key}`))}
        rows={task.turns.map((turn, place) => [
          <TurnLink key={turn.id} {...{ projectId, turn, place }} />,
          <time key="start" dateTime={turn.startTime} title={exactTime(turn.startTime)}>
            {rowTime(turn.startTime)}
          </time>,
          <Tools key="tools" turn={turn} />,
          <TokenFigures key="tokens" tokens={turn} />,
          turn.totalCost === null ? '–' : cost(turn.totalCost),
          turn.latency === null ? '–' : duration(turn.latency),
          turn.waited.seconds === 0
            ? '–'
            : `${duration(turn.waited.seconds)} · ${t(`agents.wait.${turn.waited.on}`)}`,
        ])}
      />
      <LeftOut task={task} />
    </Card>
  )
}
