import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { BudgetFields } from '../virtual-keys/budget-fields.tsx'
import { hasTime, type NamedBudgetFields } from './budget-fields.ts'

interface NamedFormProps {
  readonly title: string
  readonly action: string
  readonly initial: NamedBudgetFields
  readonly onSubmit: (fields: NamedBudgetFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** Limits with a name, which stays once it is given. Mounted while open. */
export function NamedForm({ title, action, initial, onSubmit, onClose, isPending, error }: NamedFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const change = (part: Partial<NamedBudgetFields>) => setFields({ ...fields, ...part })
  const bind = (name: keyof NamedBudgetFields) => ({
    value: fields[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      change({ [name]: event.target.value }),
  })
  const count = { type: 'number', min: 0, step: 1, placeholder: t('virtualKeys.form.unlimited') }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
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
        </div>
        <FormFooter action={action} onClose={onClose} isPending={isPending} error={error} />
      </form>
    </Dialog>
  )
}
