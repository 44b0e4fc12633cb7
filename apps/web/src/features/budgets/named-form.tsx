import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bindText } from '../../ui/bind-text.ts'
import { Field } from '../../ui/field.tsx'
import { FormDialog, type FormOf } from '../../ui/form-dialog.tsx'
import { BudgetFields } from '../virtual-keys/budget-fields.tsx'
import { hasTime, type NamedBudgetFields } from './budget-fields.ts'

/** Limits with a name, which stays once it is given. Mounted while open. */
export function NamedForm({ initial, onSubmit, ...form }: FormOf<NamedBudgetFields>) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const change = (part: Partial<NamedBudgetFields>) => setFields({ ...fields, ...part })
  const bind = bindText(fields, change)
  const count = { type: 'number', min: 0, step: 1, placeholder: t('virtualKeys.form.unlimited') }
  return (
    <FormDialog {...form} onSubmit={() => onSubmit(fields)}>
      <div className="col-span-full">
        <Field
          label={t('budgets.named.name')}
          placeholder="standard-plan"
          required
          maxLength={200}
          autoComplete="off"
          disabled={initial.id !== ''}
          {...bind('id')}
        />
      </div>
      <BudgetFields fields={fields} initial={initial} onChange={change} hasTime={hasTime(fields)} />
      <Field
        label={t('budgets.named.softBudget')}
        {...{ type: 'number', min: 0, step: 'any', placeholder: t('budgets.named.softHint') }}
        {...bind('softBudget')}
      />
      <Field label={t('budgets.named.parallelLimit')} {...count} {...bind('maxParallelRequests')} />
      <Field label={t('virtualKeys.form.rpmLimit')} {...count} {...bind('rpmLimit')} />
      <Field label={t('virtualKeys.form.tpmLimit')} {...count} {...bind('tpmLimit')} />
    </FormDialog>
  )
}
