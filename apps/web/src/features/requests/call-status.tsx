import type { GatewayCallRow } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'

interface CallOutcomeProps {
  readonly call: Pick<GatewayCallRow, 'status' | 'errorClass' | 'cacheHit'>
}

/** How a try ended. What went well stays quiet. */
export function CallOutcome({ call: { status, errorClass, cacheHit } }: CallOutcomeProps) {
  const { t } = useTranslation()
  if (status === 'failure')
    return (
      <Badge tone="danger" title={errorClass || t('requests.status.failure')}>
        {errorClass || t('requests.status.failure')}
      </Badge>
    )
  if (status === 'cancelled') return <Badge tone="warn">{t('requests.status.cancelled')}</Badge>
  if (cacheHit) return <Badge tone="violet">{t('requests.cached')}</Badge>
  return <span className="text-xs text-ink-3">{t('requests.status.success')}</span>
}
