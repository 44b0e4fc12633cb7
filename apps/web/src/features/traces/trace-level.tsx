import type { TraceListRow } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'

const tones: Record<TraceListRow['level'], Tone> = {
  DEBUG: 'neutral',
  DEFAULT: 'neutral',
  WARNING: 'warn',
  ERROR: 'danger',
}

interface TraceLevelProps {
  readonly trace: Pick<TraceListRow, 'level' | 'recovered' | 'errorCount'>
}

/** The highest level in a trace. Ordinary ones stay quiet, and a failure that was made good says so. */
export function TraceLevel({ trace: { level, recovered, errorCount } }: TraceLevelProps) {
  const { t } = useTranslation()
  if (level === 'DEFAULT') return <span className="text-xs text-ink-3">{t('traces.level.DEFAULT')}</span>
  if (!recovered) return <Badge tone={tones[level]}>{t(`traces.level.${level}`)}</Badge>
  return (
    <Badge tone="warn" title={t('traces.recoveredText', { count: errorCount })}>
      {t('traces.recovered')}
    </Badge>
  )
}
