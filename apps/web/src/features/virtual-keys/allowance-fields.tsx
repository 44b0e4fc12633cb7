import { useTranslation } from 'react-i18next'
import { bindText } from '../../ui/bind-text.ts'
import { Field } from '../../ui/field.tsx'
import { BudgetSelect } from '../budgets/budget-select.tsx'
import { useLimitHints } from '../budgets/use-limit-hints.ts'
import type { AllowanceTexts } from './allowance.ts'
import { BudgetFields } from './budget-fields.tsx'
import { RateFields } from './rate-fields.tsx'

interface AllowanceFieldsProps {
  readonly projectId: string
  readonly fields: AllowanceTexts
  readonly initial: AllowanceTexts
  readonly aliasHint: string
  readonly onChange: (part: Partial<AllowanceTexts>) => void
}

/** What a key or a team is called and may do. */
export function AllowanceFields({ projectId, fields, initial, aliasHint, onChange }: AllowanceFieldsProps) {
  const { t } = useTranslation()
  const bind = bindText(fields, onChange)
  const hintOf = useLimitHints(projectId, fields.budgetId)
  return (
    <>
      <div className="col-span-full">
        <Field
          label={t('virtualKeys.form.alias')}
          placeholder={aliasHint}
          maxLength={200}
          autoComplete="off"
          {...bind('alias')}
        />
      </div>
      <div className="col-span-full">
        <Field
          label={t('virtualKeys.form.models')}
          placeholder={t('virtualKeys.form.modelsHint')}
          autoComplete="off"
          {...bind('models')}
        />
      </div>
      <div className="col-span-full">
        <BudgetSelect
          projectId={projectId}
          value={fields.budgetId}
          onChange={(budgetId) => onChange({ budgetId })}
        />
      </div>
      <BudgetFields fields={fields} initial={initial} hint={hintOf('maxBudget')} onChange={onChange} />
      <RateFields fields={fields} hintOf={hintOf} onChange={onChange} />
    </>
  )
}
