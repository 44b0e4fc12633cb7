import type { SessionRow } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact, FactBar } from '../../ui/fact.tsx'
import { shortModel } from '../traces/short-model.ts'
import { TokenFigures } from '../traces/token-figures.tsx'

interface SessionFactsProps {
  readonly projectId: string
  readonly session: SessionRow
}

function TracesLink({ projectId, session, level }: SessionFactsProps & { readonly level?: 'ERROR' }) {
  const { number } = useFormats()
  return (
    <Link
      to="/project/$projectId/traces"
      params={{ projectId }}
      search={{ range: '90d', session: [session.id], ...(level ? { level: [level] } : {}) }}
      className="text-accent hover:underline"
    >
      {level ? <Badge tone="danger">{number(session.failedTraces)}</Badge> : number(session.traceCount)}
    </Link>
  )
}

/** What a session adds up to. */
export function SessionFacts({ projectId, session }: SessionFactsProps) {
  const { t } = useTranslation()
  const { dateTime, exactTime, duration, cost, number } = useFormats()
  const { userIds, userCount, models } = session
  return (
    <FactBar>
      <Fact label={t('sessions.column.firstTrace')}>
        <time dateTime={session.firstTrace} title={exactTime(session.firstTrace)}>
          {dateTime(session.firstTrace)}
        </time>
      </Fact>
      <Fact label={t('sessions.column.duration')}>{duration(session.duration)}</Fact>
      <Fact label={t('sessions.column.traces')}>
        <TracesLink projectId={projectId} session={session} />
      </Fact>
      {session.failedTraces > 0 && (
        <Fact label={t('sessions.column.failedTraces')}>
          <TracesLink projectId={projectId} session={session} level="ERROR" />
        </Fact>
      )}
      {session.totalCost !== null && (
        <Fact label={t('sessions.column.totalCost')}>{cost(session.totalCost)}</Fact>
      )}
      {session.totalTokens > 0 && (
        <Fact label={t('sessions.column.totalTokens')}>
          <TokenFigures tokens={session} />
        </Fact>
      )}
      {models.length > 0 && (
        <Fact label={t('sessions.column.models')}>
          <span title={models.join(', ')}>{models.map(shortModel).join(', ')}</span>
        </Fact>
      )}
      {userIds.length > 0 && (
        <Fact label={t('sessions.column.users')} className="max-w-96">
          {userIds.slice(0, 3).map((userId, index) => (
            <span key={userId}>
              {index > 0 && ', '}
              <Link
                to="/project/$projectId/users/$userId"
                params={{ projectId, userId }}
                className="text-accent hover:underline"
              >
                {userId}
              </Link>
            </span>
          ))}
          {userCount > 3 && ` +${number(userCount - 3)}`}
        </Fact>
      )}
      <Fact label={t('traces.column.environment')}>{session.environments.join(', ')}</Fact>
    </FactBar>
  )
}
