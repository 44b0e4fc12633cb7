import { useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { isOpenEnded, type RangeSearch, rangeByDefault, readRange } from '../time-range/time-range.ts'
import { dashboardKey } from './dashboard-queries.ts'

/** What every question of the dashboard is about. */
export interface DashboardAsk {
  readonly projectId: string
  readonly range: RangeSearch
}

const liveInterval = 4_000

export function useDashboard() {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = useSearch({ from: '/project/$projectId' })
  const { youngRange } = useRouteContext({ from: '/project/$projectId/' })
  const range = rangeByDefault(readRange(search as Record<string, unknown>), youngRange)
  const navigate = useNavigate({ from: '/project/$projectId' })
  useLiveRefresh({
    projectId,
    queryKey: dashboardKey(projectId),
    interval: liveInterval,
    enabled: isOpenEnded(range, Date.now()),
  })
  const change = (part: RangeSearch) =>
    void navigate({ to: '.', search: (before) => readRange({ ...before, ...part }) })
  return { ask: { projectId, range } satisfies DashboardAsk, change }
}
