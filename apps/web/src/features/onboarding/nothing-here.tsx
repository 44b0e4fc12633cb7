import { useQuery } from '@tanstack/react-query'
import { Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { firstTraceQuery } from '../time-range/first-trace-query.ts'
import { FirstSteps } from './first-steps.tsx'

interface NothingHereProps {
  readonly projectId: string
  /** Shows the longest range. */
  readonly onWiden: () => void
}

const icon = <Telescope size={36} strokeWidth={1.25} />

/** A time range without traces: of a project that has others, or of one that has none yet. */
export function NothingHere({ projectId, onWiden }: NothingHereProps) {
  const { t } = useTranslation()
  const { dateTime } = useFormats()
  const { data, isPending } = useQuery(firstTraceQuery(projectId))
  if (isPending) return null
  if (data?.timestamp)
    return (
      <EmptyState
        icon={icon}
        title={t('onboarding.quietTitle')}
        text={t('onboarding.quietText', { time: dateTime(data.timestamp) })}
      >
        <Button onClick={onWiden}>{t('onboarding.widen')}</Button>
      </EmptyState>
    )
  return (
    <>
      <EmptyState icon={icon} title={t('onboarding.title')} text={t('onboarding.text')} />
      <FirstSteps projectId={projectId} />
    </>
  )
}
