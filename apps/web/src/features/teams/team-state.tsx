import type { Team } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'

/** Whether calls of a team are let through, and why not. */
export function TeamState({ team: { isBlocked, maxBudget, spend } }: { readonly team: Team }) {
  const { t } = useTranslation()
  const state = isBlocked ? 'blocked' : maxBudget !== null && spend >= maxBudget ? 'spent' : 'active'
  const tone = { blocked: 'danger', spent: 'warn', active: 'ok' } as const
  return <Badge tone={tone[state]}>{t(`virtualKeys.state.${state}`)}</Badge>
}
