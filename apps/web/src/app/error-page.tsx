import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isPassing } from '../lib/api.ts'
import { belowBase } from '../lib/base-path.ts'
import { useConnection } from '../lib/connection.ts'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** What is shown in place of a page that cannot be. Comes back by itself when only the server was away. */
export function ErrorPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation()
  const router = useRouter()
  const connection = useConnection()
  const errorText = useErrorText()
  const passing = isPassing(error)
  const retry = () => {
    reset()
    void router.invalidate()
  }
  const comeBack = useEffectEvent(retry)
  const before = useRef(connection)
  useEffect(() => {
    if (passing && before.current === 'down' && connection === 'up') comeBack()
    before.current = connection
  }, [connection, passing])
  return (
    <div className="flex h-full items-center">
      <EmptyState
        isPage
        icon={<TriangleAlert size={32} strokeWidth={1.5} />}
        title={passing ? t('app.serverAwayTitle') : t('app.brokenTitle')}
        text={passing ? t('app.serverAwayText') : errorText(error)}
      >
        <Button variant="primary" onClick={retry}>
          {t('app.retry')}
        </Button>
        <a
          href={belowBase('/')}
          className="inline-flex h-8 items-center rounded-md px-2.5 text-sm font-medium text-accent"
        >
          {t('app.toStart')}
        </a>
      </EmptyState>
    </div>
  )
}
