import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { type AllowanceTexts, budgetDurations } from './allowance.ts'

type BudgetTexts = Pick<AllowanceTexts, 'maxBudget' | 'budgetDuration'>

interface BudgetFieldsProps {
  readonly fields: BudgetTexts
  readonly initial: BudgetTexts
  readonly onChange: (part: Partial<BudgetTexts>) => void
  /** What holds without an amount; absent: nothing does. */
  readonly hint?: string
  /** Whether something besides the budget counts in its time, as a soft budget does. */
  readonly hasTime?: boolean
}

/** How much may be spent, and in what time. */
export function BudgetFields({
  fields,
  initial,
  onChange,
  hint,
  hasTime = fields.maxBudget !== '',
}: BudgetFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Field
        label={t('virtualKeys.form.maxBudget')}
        {...{ type: 'number', min: 0, step: 'any', placeholder: hint ?? t('virtualKeys.form.unlimited') }}
        value={fields.maxBudget}
        onChange={(event) => onChange({ maxBudget: event.target.value })}
      />
      <Select
        label={t('virtualKeys.form.budgetDuration')}
        disabled={!hasTime}
        options={withOwn(budgetDurations, initial.budgetDuration).map((value) => ({
          value,
          label: value === '' ? t('virtualKeys.form.ever') : t(`virtualKeys.every.${value as '1d'}`, value),
        }))}
        value={fields.budgetDuration}
        onChange={(budgetDuration) => onChange({ budgetDuration })}
      />
    </>
  )
}

/** A length that was set elsewhere can be kept. */
function withOwn(known: readonly string[], own: string): readonly string[] {
  return known.includes(own) ? known : [...known, own]
}
