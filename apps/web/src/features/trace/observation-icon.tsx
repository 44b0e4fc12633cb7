import type { ObservationType } from '@kansoku/contracts'
import clsx from 'clsx'
import {
  Activity,
  Bot,
  Box,
  CircleDot,
  Gauge,
  Library,
  Link2,
  type LucideIcon,
  Shapes,
  ShieldCheck,
  Sparkles,
  Wrench,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Tone, tones } from '../../ui/badge.tsx'

const looks: Record<ObservationType, readonly [LucideIcon, Tone]> = {
  SPAN: [Box, 'neutral'],
  GENERATION: [Sparkles, 'accent'],
  EVENT: [CircleDot, 'neutral'],
  AGENT: [Bot, 'violet'],
  TOOL: [Wrench, 'warn'],
  CHAIN: [Link2, 'neutral'],
  RETRIEVER: [Library, 'ok'],
  EVALUATOR: [Gauge, 'violet'],
  EMBEDDING: [Shapes, 'ok'],
  GUARDRAIL: [ShieldCheck, 'danger'],
}

/** Icon and colour of a type; without a type, of the trace itself. */
export function ObservationIcon({ type }: { readonly type?: ObservationType | undefined }) {
  const { t } = useTranslation()
  const [Icon, tone] = type ? looks[type] : ([Activity, 'neutral'] as const)
  return (
    <span className={clsx('flex size-5 shrink-0 items-center justify-center rounded-sm', tones[tone])}>
      <Icon size={12} role="img" aria-label={type ? t(`trace.type.${type}`) : t('trace.trace')} />
    </span>
  )
}
