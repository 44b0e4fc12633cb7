import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isStatus } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { LoadingTrace } from './loading-trace.tsx'
import { type Look, withLook } from './look.tsx'
import { TraceBody } from './trace-body.tsx'
import { TraceFacts } from './trace-facts.tsx'
import { TraceHeader } from './trace-header.tsx'
import { traceItself } from './trace-itself.ts'
import { traceKey, traceQuery } from './trace-queries.ts'
import { rootId } from './tree.ts'

function useTracePage() {
  const { projectId, traceId } = useParams({ from: '/project/$projectId/traces/$traceId' })
  const { observation, look: written } = useSearch({ from: '/project/$projectId/traces/$traceId' })
  const look: Look = written ?? 'detail'
  const navigate = useNavigate({ from: '/project/$projectId/traces/$traceId' })
  const query = useQuery(traceQuery(projectId, traceId))
  useLiveRefresh({
    projectId,
    queryKey: traceKey(projectId, traceId),
    interval: 800,
    enabled: true,
    concerns: ({ traceIds }) => traceIds.includes(traceId),
  })
  const [only, ...others] = query.data?.observations ?? []
  const first = only && others.length === 0 ? only.id : rootId
  const selected = observation === undefined ? first : observation === traceItself ? rootId : observation
  const select = (id: string) =>
    void navigate({
      search: (before) => ({
        ...before,
        observation: id === rootId ? traceItself : id,
        comment: undefined,
      }),
      replace: true,
    })
  const setLook = (next: Look) => void navigate({ search: (before) => withLook(before, next), replace: true })
  return { projectId, traceId, query, selected, select, look, setLook }
}

export function TracePage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, traceId, query, selected, select, look, setLook } = useTracePage()
  const { data: trace, error } = query
  return (
    <>
      <TraceHeader projectId={projectId} traceId={traceId} trace={trace} onSelect={select} />
      {trace ? (
        <>
          <TraceFacts projectId={projectId} trace={trace} />
          <TraceBody
            key={traceId}
            projectId={projectId}
            trace={trace}
            selected={selected}
            onSelect={select}
            look={look}
            onLook={setLook}
          />
        </>
      ) : error ? (
        <EmptyState
          icon={<Telescope size={36} strokeWidth={1.25} />}
          title={isStatus(error, 404) ? t('trace.notFound') : t('trace.notLoaded')}
          text={isStatus(error, 404) ? t('trace.notFoundText', { id: traceId }) : errorText(error)}
        >
          <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
        </EmptyState>
      ) : (
        <LoadingTrace />
      )}
    </>
  )
}
