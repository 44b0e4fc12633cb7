import type { TraceDetail } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact, FactBar } from '../../ui/fact.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'
import { TagEditor } from './tag-editor.tsx'

/** What is true of the whole trace, on one line where there is room. */
export function TraceFacts({
  projectId,
  trace,
}: {
  readonly projectId: string
  readonly trace: TraceDetail
}) {
  const { t } = useTranslation()
  const { exactTime, dateTime, duration, cost } = useFormats()
  const { userId, sessionId, version, release, tags } = trace
  return (
    <FactBar>
      <Fact label={t('traces.column.timestamp')}>
        <time dateTime={trace.timestamp} title={exactTime(trace.timestamp)}>
          {dateTime(trace.timestamp)}
        </time>
      </Fact>
      {trace.level !== 'DEFAULT' && (
        // The bar above has no room for it on a phone.
        <Fact label={t('traces.column.level')} className="sm:hidden">
          <TraceLevel trace={trace} />
        </Fact>
      )}
      {trace.latency !== null && <Fact label={t('traces.column.latency')}>{duration(trace.latency)}</Fact>}
      {trace.totalCost !== null && <Fact label={t('traces.column.totalCost')}>{cost(trace.totalCost)}</Fact>}
      {trace.totalTokens > 0 && (
        <Fact label={t('traces.column.totalTokens')}>
          <TokenFigures tokens={trace} />
        </Fact>
      )}
      {userId && (
        <Fact label={t('traces.column.userId')}>
          <Link
            to="/project/$projectId/users/$userId"
            params={{ projectId, userId }}
            title={userId}
            className="text-accent hover:underline"
          >
            {userId}
          </Link>
        </Fact>
      )}
      {sessionId && (
        <Fact label={t('traces.column.sessionId')}>
          <Link
            to="/project/$projectId/sessions/$sessionId"
            params={{ projectId, sessionId }}
            search={{ turn: trace.id }}
            title={sessionId}
            className="text-accent hover:underline"
          >
            {sessionId}
          </Link>
        </Fact>
      )}
      <Fact label={t('traces.column.environment')}>{trace.environment}</Fact>
      {version && <Fact label={t('traces.column.version')}>{version}</Fact>}
      {release && <Fact label={t('traces.column.release')}>{release}</Fact>}
      {(tags.length > 0 || trace.mayAnnotate) && (
        <div className="flex min-w-0 flex-wrap items-center gap-1">
          <dt className="sr-only">{t('traces.column.tags')}</dt>
          {tags.map((tag) => (
            <dd key={tag} className="flex min-w-0">
              <Badge>
                <span className="truncate">{tag}</span>
              </Badge>
            </dd>
          ))}
          {trace.mayAnnotate && (
            <dd>
              <TagEditor key={trace.id} projectId={projectId} traceId={trace.id} tags={tags} />
            </dd>
          )}
        </div>
      )}
    </FactBar>
  )
}
