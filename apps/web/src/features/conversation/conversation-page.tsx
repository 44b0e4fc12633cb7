import type { SessionRow } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Link2, MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isStatus } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DetailHeader } from '../groups/detail-header.tsx'
import { readSessionSearch } from '../groups/group-order.ts'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { sessionsQuery } from '../sessions/sessions-query.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { type Neighbour, useNeighbours } from '../traces/use-neighbours.ts'
import { conversationKey, sessionSummaryQuery } from './conversation-queries.ts'
import { SessionFacts } from './session-facts.tsx'
import { TurnList } from './turn-list.tsx'

const route = '/project/$projectId/sessions/$sessionId'

function linkToSession(): string {
  const link = new URL(location.href)
  link.search = ''
  return link.href
}

/** Other when anything was added to the session or changed in it. */
function versionOf(session: SessionRow): string {
  const { traceCount, lastTrace, duration, totalTokens, failedTraces, lastOutputPreview } = session
  return JSON.stringify([traceCount, lastTrace, duration, totalTokens, failedTraces, lastOutputPreview])
}

function useConversationPage() {
  const { projectId, sessionId } = useParams({ from: route })
  const { turn, ...rest } = useSearch({ from: route })
  const list = readSessionSearch(rest)
  const navigate = useNavigate()
  const page = (search: TraceSearch) => sessionsQuery(projectId, search)
  const neighbours = useNeighbours({ query: page, search: list, id: sessionId })
  const open = ({ id, search }: Neighbour) =>
    void navigate({ to: route, params: { projectId, sessionId: id }, search, replace: true })
  const query = useQuery(sessionSummaryQuery(projectId, sessionId))
  useLiveRefresh({
    projectId,
    queryKey: [...conversationKey(projectId, sessionId), 'summary'],
    interval: 1_000,
    enabled: true,
  })
  return { projectId, sessionId, turn, list, query, neighbours, open }
}

/** A session: its traces in their order as one conversation. */
export function ConversationPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, sessionId, turn, list, query, neighbours, open } = useConversationPage()
  const { data: session, error, refetch } = query
  const isMissing = isStatus(error, 404)
  return (
    <>
      <DetailHeader
        projectId={projectId}
        name={sessionId}
        page="sessions"
        search={list}
        neighbours={neighbours}
        onOpen={open}
      >
        <CopyButton text={sessionId} label={t('trace.copyId')} size="icon" />
        <CopyButton text={linkToSession} label={t('trace.copyLink')} icon={<Link2 size={15} />} size="icon" />
      </DetailHeader>
      {session && <SessionFacts projectId={projectId} session={session} />}
      {error && !session ? (
        <EmptyState
          icon={<MessagesSquare size={36} strokeWidth={1.25} />}
          title={isMissing ? t('sessions.notFound') : t('trace.notLoaded')}
          text={isMissing ? t('sessions.notFoundText', { id: sessionId }) : errorText(error)}
        >
          <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
        </EmptyState>
      ) : (
        <TurnList
          key={sessionId}
          projectId={projectId}
          sessionId={sessionId}
          version={session && versionOf(session)}
          target={turn}
        />
      )}
    </>
  )
}
