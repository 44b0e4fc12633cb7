import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Bot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isStatus } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { agentTasksQuery } from '../agents/agents-query.ts'
import { DetailHeader } from '../groups/detail-header.tsx'
import { type Neighbour, useNeighbours } from '../traces/use-neighbours.ts'
import { ContextCard } from './context-card.tsx'
import { CostCard } from './cost-card.tsx'
import { FiguresRow } from './figures-row.tsx'
import { FilesCard } from './files-card.tsx'
import { TaskFacts } from './task-facts.tsx'
import { agentTaskQuery } from './task-queries.ts'
import { ToolsCard } from './tools-card.tsx'
import { TurnsCard } from './turns-card.tsx'
import { useTaskFigures } from './use-task-figures.ts'
import { useTaskRefresh } from './use-task-refresh.ts'
import { WaitsCard } from './waits-card.tsx'

const route = '/project/$projectId/agents/task/$sessionId'

function useAgentTaskPage() {
  const { projectId, sessionId } = useParams({ from: route })
  const search = useSearch({ from: route })
  const navigate = useNavigate()
  const neighbours = useNeighbours({
    query: (page) => agentTasksQuery(projectId, { ...search, ...page }),
    search,
    id: sessionId,
  })
  const open = ({ id, search: list }: Neighbour) =>
    void navigate({
      to: route,
      params: { projectId, sessionId: id },
      search: { ...search, ...list },
      replace: true,
    })
  const query = useQuery(agentTaskQuery(projectId, sessionId))
  useTaskRefresh(projectId, sessionId, query)
  return { projectId, sessionId, search, query, neighbours, open }
}

/** One task of a coding agent: what it cost, how its context grew, what it waited for and what it changed. */
export function AgentTaskPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const figuresOf = useTaskFigures()
  const { projectId, sessionId, search, query, neighbours, open } = useAgentTaskPage()
  const { data: task, error, refetch } = query
  const isMissing = isStatus(error, 404)
  return (
    <>
      <DetailHeader
        projectId={projectId}
        name={task?.title ?? sessionId}
        page="agents"
        search={search}
        neighbours={neighbours}
        onOpen={open}
      >
        <CopyButton text={sessionId} label={t('trace.copyId')} size="icon" />
      </DetailHeader>
      {task ? (
        <>
          <TaskFacts projectId={projectId} task={task} />
          <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4 max-sm:p-3">
            <FiguresRow label={t('agents.figures')} figures={figuresOf(task)} />
            <div className="grid gap-4 xl:grid-cols-2">
              <ContextCard query={query} />
              <WaitsCard query={query} />
              <CostCard task={task} />
              <ToolsCard tools={task.tools} />
            </div>
            <FilesCard key={sessionId} projectId={projectId} task={task} />
            <TurnsCard projectId={projectId} task={task} />
          </div>
        </>
      ) : error ? (
        <EmptyState
          icon={<Bot size={36} strokeWidth={1.25} />}
          title={isMissing ? t('agents.notFound') : t('agents.notLoaded')}
          text={isMissing ? t('agents.notFoundText', { id: sessionId }) : errorText(error)}
        >
          <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-4 p-4">
          <Skeleton className="h-20 w-full" />
          <Skeleton className="h-64 w-full" />
        </div>
      )}
    </>
  )
}
