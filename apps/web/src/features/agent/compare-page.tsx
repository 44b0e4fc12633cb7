import { useQueries } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { GitCompareArrows } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { AgentSearch } from '../agents/agent-search.ts'
import { BackLink } from '../traces/back-link.tsx'
import { CompareTable } from './compare-table.tsx'
import { ComparedContext } from './compared-context.tsx'
import { agentTaskQuery } from './task-queries.ts'

const route = '/project/$projectId/agents/compare'

/** Two to four tasks side by side. */
export function ComparePage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: route })
  const { task: picked = [] } = useSearch({ from: route })
  const queries = useQueries({ queries: picked.map((sessionId) => agentTaskQuery(projectId, sessionId)) })
  const tasks = queries.flatMap(({ data }) => data ?? [])
  const error = queries.find((query) => query.error)?.error
  const title = t('agents.comparison')
  const list: AgentSearch = { task: picked }
  return (
    <>
      <PageHeader
        title={title}
        heading={
          <div className="flex min-w-0 items-center gap-2">
            <BackLink projectId={projectId} page="agents" search={list} />
            <h1 className="truncate text-lg font-semibold tracking-tight">{title}</h1>
          </div>
        }
      />
      {picked.length < 2 || error ? (
        <EmptyState
          icon={<GitCompareArrows size={36} strokeWidth={1.25} />}
          title={error ? t('agents.notLoaded') : t('agents.pickMore')}
          text={error ? errorText(error) : t('agents.pickMoreText')}
        />
      ) : tasks.length < picked.length ? (
        <Skeleton className="m-4 h-80" />
      ) : (
        <div className="min-h-0 flex-1 space-y-4 overflow-y-auto p-4 max-sm:p-3">
          <CompareTable projectId={projectId} tasks={tasks} />
          <Suspense fallback={<Skeleton className="h-64 w-full" />}>
            <ComparedContext tasks={tasks} />
          </Suspense>
        </div>
      )}
    </>
  )
}
