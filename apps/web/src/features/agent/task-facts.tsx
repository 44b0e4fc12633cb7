import type { AgentTaskDetail } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Fact, FactBar } from '../../ui/fact.tsx'
import { AgentBadge } from '../agents/agent-name.tsx'
import { callersOf } from '../agents/task-figures.ts'
import { shortModel } from '../traces/short-model.ts'

/** Who was at work, when, and where the words are. */
export function TaskFacts({
  projectId,
  task,
}: {
  readonly projectId: string
  readonly task: AgentTaskDetail
}) {
  const { t } = useTranslation()
  const { dateTime, exactTime } = useFormats()
  const callers = callersOf(task)
  return (
    <FactBar>
      <Fact label={t('agents.column.agent')}>
        <AgentBadge agent={task.agent} />
      </Fact>
      <Fact label={t('sessions.column.firstTrace')}>
        <time dateTime={task.firstTrace} title={exactTime(task.firstTrace)}>
          {dateTime(task.firstTrace)}
        </time>
      </Fact>
      <Fact label={t('sessions.column.models')}>
        <span title={task.models.join(', ')}>{task.models.map(shortModel).join(', ')}</span>
      </Fact>
      {callers.length > 0 && <Fact label={t('agents.column.callers')}>{callers.join(', ')}</Fact>}
      <Fact label={t('sessions.column.id')} className="max-w-96">
        <Link
          to="/project/$projectId/sessions/$sessionId"
          params={{ projectId, sessionId: task.id }}
          className="text-accent hover:underline"
        >
          {t('agents.readConversation')}
        </Link>
      </Fact>
    </FactBar>
  )
}
