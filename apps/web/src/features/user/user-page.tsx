import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { UserRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ModelTableCard, ModelUsageCard } from '../dashboard/models-card.tsx'
import { TracesCard } from '../dashboard/traces-card.tsx'
import { DetailHeader } from '../groups/detail-header.tsx'
import { readUserSearch, weekByDefault } from '../groups/group-order.ts'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import { isOpenEnded, type RangeSearch, readRange } from '../time-range/time-range.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { type Neighbour, useNeighbours } from '../traces/use-neighbours.ts'
import { usersQuery } from '../users/users-query.ts'
import { RecentSessions, RecentTraces } from './recent-cards.tsx'
import { type UserAsk, userActivityQuery, userKey, userQuery } from './user-queries.ts'
import { UserTiles } from './user-tiles.tsx'

const route = '/project/$projectId/users/$userId'
const liveInterval = 4_000

function useUserPage() {
  const { projectId, userId } = useParams({ from: route })
  const list = readUserSearch(useSearch({ from: route }) as Record<string, unknown>)
  const navigate = useNavigate({ from: route })
  const range = readRange(list as Record<string, unknown>)
  const ask: UserAsk = { projectId, userId, range }
  useLiveRefresh({
    projectId,
    queryKey: userKey(ask),
    interval: liveInterval,
    enabled: isOpenEnded(range, Date.now()),
  })
  const page = (search: TraceSearch) => usersQuery(projectId, search)
  const neighbours = useNeighbours({ query: page, search: list, id: userId })
  const open = ({ id, search }: Neighbour) =>
    void navigate({ to: route, params: { projectId, userId: id }, search, replace: true })
  const change = (part: RangeSearch) =>
    void navigate({ search: (before) => readUserSearch({ ...before, page: undefined, ...part }) })
  return { ask, list, neighbours, open, change }
}

function UserBody({ ask, onWiden }: { readonly ask: UserAsk; readonly onWiden: () => void }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(userQuery(ask))
  const traces = useQuery({ ...userActivityQuery(ask), select: (activity) => activity.traces })
  const models = useQuery({ ...userActivityQuery(ask), select: (activity) => activity.usage })
  if (error && !data)
    return (
      <EmptyState title={t('trace.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (data?.user === null)
    return (
      <EmptyState
        icon={<UserRound size={36} strokeWidth={1.25} />}
        title={t('users.quietTitle')}
        text={t('users.quietText', { id: ask.userId })}
      >
        <Button onClick={onWiden}>{t('onboarding.widen')}</Button>
      </EmptyState>
    )
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 max-sm:p-3">
      <UserTiles user={data?.user} />
      <div className="grid grid-cols-12 gap-4 *:col-span-12">
        <TracesCard
          projectId={ask.projectId}
          query={traces}
          list={{ env: ask.range.env, user: [ask.userId] }}
        />
        <ModelUsageCard query={models} className="xl:col-span-6" />
        <ModelTableCard query={models} className="xl:col-span-6" />
        <RecentSessions ask={ask} />
        <RecentTraces ask={ask} />
      </div>
    </div>
  )
}

/** One user of the applications under observation: what they did in a time range. */
export function UserPage() {
  const { ask, list, neighbours, open, change } = useUserPage()
  const { projectId, userId, range } = ask
  return (
    <>
      <DetailHeader
        projectId={projectId}
        name={userId}
        page="users"
        search={list}
        neighbours={neighbours}
        onOpen={open}
      >
        <EnvironmentMenu projectId={projectId} value={range.env ?? []} onChange={(env) => change({ env })} />
        <RangePicker
          range={weekByDefault(range)}
          onChange={(chosen) => change({ range: undefined, from: undefined, to: undefined, ...chosen })}
        />
      </DetailHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <UserBody ask={ask} onWiden={() => change({ from: undefined, to: undefined, range: '90d' })} />
      </div>
    </>
  )
}
