import type { AccountSession } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { useEndSession } from './account.ts'
import { deviceOf } from './device-of.ts'

interface SessionRowProps {
  readonly session: AccountSession
  readonly onEnd: () => void
  readonly isPending: boolean
}

function SessionRow({ session, onEnd, isPending }: SessionRowProps) {
  const { t } = useTranslation()
  const { relative, dateTime } = useFormats()
  const device = deviceOf(session.userAgent) ?? t('account.unknownDevice')
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium" title={session.userAgent ?? undefined}>
            {device}
          </span>
          {session.isCurrent && <Badge tone="accent">{t('account.thisBrowser')}</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          {session.ipAddress && <span className="mr-3 font-mono">{session.ipAddress}</span>}
          <span className="mr-3" title={dateTime(session.createdAt)}>
            {t('account.signedIn', { when: relative(session.createdAt) })}
          </span>
          <span title={dateTime(session.lastUsedAt)}>
            {t('account.lastUsed', { when: relative(session.lastUsedAt) })}
          </span>
        </p>
      </div>
      {!session.isCurrent && (
        <Button
          size="sm"
          onClick={onEnd}
          disabled={isPending}
          aria-label={t('account.endNamed', { device, when: dateTime(session.createdAt) })}
        >
          {t('account.end')}
        </Button>
      )}
    </li>
  )
}

/** Where the account is signed in, the browser used last first. */
export function AccountSessions({ sessions }: { readonly sessions: readonly AccountSession[] }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const end = useEndSession()
  return (
    <Card title={t('account.sessions')}>
      {end.error && (
        <p role="alert" className="px-4 pb-2 text-sm text-danger">
          {errorText(end.error)}
        </p>
      )}
      <ul aria-label={t('account.sessions')} className="pb-1.5">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => end.mutate(session.id)}
            isPending={end.isPending}
          />
        ))}
      </ul>
    </Card>
  )
}
