import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Absent } from '../traces/cells.tsx'

/** Of so many traces, how many have an error. Quiet where none has. */
export function FailedTraces({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (count === 0) return <Absent />
  return (
    <Badge tone="danger" title={t('sessions.failedTraces', { count, shown: number(count) })}>
      {number(count)}
    </Badge>
  )
}
