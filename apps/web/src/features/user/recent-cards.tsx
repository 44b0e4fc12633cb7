import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { weekByDefault } from '../groups/group-order.ts'
import { lastMessageOf } from '../sessions/session-cells.tsx'
import { sessionsQuery } from '../sessions/sessions-query.ts'
import { Cost, Instant } from '../traces/cells.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesQuery } from '../traces/traces-query.ts'
import type { UserAsk } from './user-queries.ts'

const shownRows = 8

/** The list of sessions or of traces, narrowed to the user: the latter begins with less than a week. */
const listOfUser = (page: RecentProps['page'], { userId, range }: UserAsk): TraceSearch => ({
  ...(page === 'traces' ? weekByDefault(range) : range),
  user: [userId],
})

interface RecentProps {
  readonly page: 'sessions' | 'traces'
  readonly ask: UserAsk
  /** Undefined until it is known. */
  readonly totalItems: number | undefined
  readonly children: ReactNode
}

/** The latest rows of a list that is narrowed to the user, and the way to all of them. */
function Recent({ page, ask, totalItems, children }: RecentProps) {
  const { t } = useTranslation()
  const title = t(`app.page.${page}`)
  const all = totalItems !== undefined && (
    <Link
      to={`/project/$projectId/${page}`}
      params={{ projectId: ask.projectId }}
      search={listOfUser(page, ask)}
      className="text-xs font-medium text-accent hover:underline"
    >
      {t('users.all', { count: totalItems })}
    </Link>
  )
  return (
    <Card title={title} actions={all} className="xl:col-span-6">
      {totalItems === undefined ? (
        <Skeleton className="m-4 h-24" />
      ) : (
        <ul aria-label={title} className="mt-1 divide-y divide-line">
          {children}
        </ul>
      )}
    </Card>
  )
}

const rowClass = 'flex min-h-9 items-center gap-3 px-4 py-1.5 text-sm hover:bg-hover'
const asideClass = 'flex shrink-0 items-center gap-3 text-xs tabular'

export function RecentSessions({ ask }: { readonly ask: UserAsk }) {
  const { projectId } = ask
  const search = listOfUser('sessions', ask)
  const { data } = useQuery(sessionsQuery(projectId, { ...search, limit: shownRows }))
  if (data?.totalItems === 0) return null
  return (
    <Recent page="sessions" ask={ask} totalItems={data?.totalItems}>
      {data?.rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/project/$projectId/sessions/$sessionId"
            params={{ projectId, sessionId: row.id }}
            search={search}
            className={rowClass}
          >
            <span className="max-w-40 shrink-0 truncate font-mono text-xs">{row.id}</span>
            <span className="min-w-0 flex-1 truncate text-ink-3">{lastMessageOf(row)}</span>
            <span className={asideClass}>
              <Cost dollars={row.totalCost} />
              <Instant instant={row.lastTrace} />
            </span>
          </Link>
        </li>
      ))}
    </Recent>
  )
}

export function RecentTraces({ ask }: { readonly ask: UserAsk }) {
  const { t } = useTranslation()
  const { projectId } = ask
  const search = listOfUser('traces', ask)
  const { data } = useQuery(tracesQuery(projectId, { ...search, limit: shownRows }))
  return (
    <Recent page="traces" ask={ask} totalItems={data?.totalItems}>
      {data?.rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/project/$projectId/traces/$traceId"
            params={{ projectId, traceId: row.id }}
            search={search}
            className={rowClass}
          >
            <span className="max-w-40 shrink-0 truncate font-medium">{row.name ?? t('traces.unnamed')}</span>
            <span className="min-w-0 flex-1 truncate text-ink-3">{row.inputPreview}</span>
            <span className={asideClass}>
              <Cost dollars={row.totalCost} />
              <Instant instant={row.timestamp} />
            </span>
          </Link>
        </li>
      ))}
    </Recent>
  )
}
