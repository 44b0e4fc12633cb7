import type { ObservationLevel } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge, type Tone } from '../../ui/badge.tsx'

const levelTones: Record<ObservationLevel, Tone> = {
  DEBUG: 'neutral',
  DEFAULT: 'neutral',
  WARNING: 'warn',
  ERROR: 'danger',
}

/** Ordinary levels stay quiet, so that the others stand out. */
export function LevelBadge({ level }: { readonly level: ObservationLevel }) {
  const { t } = useTranslation()
  if (level === 'DEFAULT') return <span className="text-xs text-ink-3">{t('traces.level.DEFAULT')}</span>
  return <Badge tone={levelTones[level]}>{t(`traces.level.${level}`)}</Badge>
}
