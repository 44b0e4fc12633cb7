import { useQueryClient } from '@tanstack/react-query'
import { CloudOff } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../features/session/session.ts'
import { getConnection, useConnection } from '../lib/connection.ts'
import { Button } from '../ui/button.tsx'

const firstWait = 1_500
const longestWait = 12_000

/** Asks for the session, which every server answers, and refreshes what is on the page once it does. */
function useRetry() {
  const queryClient = useQueryClient()
  const [trying, setTrying] = useState(false)
  const retry = useCallback(async () => {
    setTrying(true)
    await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined)
    setTrying(false)
    if (getConnection() === 'up') await queryClient.invalidateQueries()
  }, [queryClient])
  return { retry, trying }
}

export function ConnectionBanner() {
  const { t } = useTranslation()
  const connection = useConnection()
  const { retry, trying } = useRetry()
  const wait = useRef(firstWait)
  useEffect(() => {
    if (connection === 'up') {
      wait.current = firstWait
      return
    }
    if (trying) return
    const timer = setTimeout(() => {
      wait.current = Math.min(wait.current * 1.6, longestWait)
      void retry()
    }, wait.current)
    return () => clearTimeout(timer)
  }, [connection, retry, trying])
  if (connection === 'up') return null
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1.5 text-sm text-warn"
    >
      <CloudOff size={16} aria-hidden="true" />
      {t('app.serverAway')}
      <Button size="sm" disabled={trying} onClick={() => void retry()}>
        {trying ? t('app.retrying') : t('app.retry')}
      </Button>
    </div>
  )
}
