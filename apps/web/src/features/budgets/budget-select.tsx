import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Select } from '../../ui/select.tsx'
import { namedBudgetsQuery } from './budget-queries.ts'

interface BudgetSelectProps {
  readonly projectId: string
  readonly value: string
  readonly onChange: (budgetId: string) => void
}

/** Which limits with a name hold; one that is not listed stays chosen. */
export function BudgetSelect({ projectId, value, onChange }: BudgetSelectProps) {
  const { t } = useTranslation()
  const budgets = useQuery(namedBudgetsQuery(projectId)).data?.budgets ?? []
  const ids = budgets.map(({ id }) => id)
  const listed = value === '' || ids.includes(value) ? ids : [value, ...ids]
  return (
    <Select
      label={t('budgets.column.budget')}
      value={value}
      options={[{ value: '', label: t('budgets.none') }, ...listed.map((id) => ({ value: id, label: id }))]}
      onChange={onChange}
    />
  )
}
