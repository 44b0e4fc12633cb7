import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bindText } from '../../ui/bind-text.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog, type FormOf } from '../../ui/form-dialog.tsx'
import { BudgetSelect } from '../budgets/budget-select.tsx'
import { useLimitHints } from '../budgets/use-limit-hints.ts'
import { BudgetFields } from '../virtual-keys/budget-fields.tsx'
import { RateFields } from '../virtual-keys/rate-fields.tsx'
import type { CustomerFields } from './customer-fields.ts'

interface CustomerFormProps extends FormOf<CustomerFields> {
  readonly projectId: string
}

/** What a customer is called and may spend. Mounted while open. */
export function CustomerForm({ projectId, initial, onSubmit, ...form }: CustomerFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const change = (part: Partial<CustomerFields>) => setFields({ ...fields, ...part })
  const bind = bindText(fields, change)
  const hintOf = useLimitHints(projectId, fields.budgetId)
  const text = { maxLength: 200, autoComplete: 'off' }
  return (
    <FormDialog {...form} onSubmit={() => onSubmit(fields)}>
      <Field
        label={t('customers.form.id')}
        placeholder={t('customers.form.idHint')}
        required
        disabled={initial.id !== ''}
        {...text}
        {...bind('id')}
      />
      <Field label={t('customers.form.alias')} {...text} {...bind('alias')} />
      <div className="col-span-full">
        <BudgetSelect
          projectId={projectId}
          value={fields.budgetId}
          onChange={(budgetId) => change({ budgetId })}
        />
      </div>
      <BudgetFields fields={fields} initial={initial} hint={hintOf('maxBudget')} onChange={change} />
      <Field
        label={t('customers.form.region')}
        placeholder={t('customers.form.regionHint')}
        pattern="[a-z][a-z0-9\-]+"
        {...text}
        {...bind('allowedModelRegion')}
      />
      <Field
        label={t('customers.form.defaultModel')}
        placeholder={t('customers.form.defaultModelHint')}
        {...text}
        {...bind('defaultModel')}
      />
      <RateFields fields={fields} hintOf={hintOf} onChange={change} />
    </FormDialog>
  )
}
