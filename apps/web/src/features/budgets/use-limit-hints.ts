import type { OwnLimits } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { namedBudgetsQuery } from './budget-queries.ts'

/** What holds where a limit is left empty: that of the chosen budget with a name, else none. */
export function useLimitHints(projectId: string, budgetId: string) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data } = useQuery(namedBudgetsQuery(projectId))
  const named = data?.budgets.find(({ id }) => id === budgetId)
  return (name: 'maxBudget' | 'rpmLimit' | 'tpmLimit') => {
    const limit: OwnLimits[typeof name] | undefined = named?.[name]
    return limit == null
      ? t('virtualKeys.form.unlimited')
      : t('virtualKeys.form.named', { limit: number(limit) })
  }
}
