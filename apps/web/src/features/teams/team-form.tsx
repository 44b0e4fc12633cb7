import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { BudgetFields } from '../virtual-keys/budget-fields.tsx'
import type { TeamFields } from './team-fields.ts'

interface TeamFormProps {
  readonly title: string
  readonly action: string
  readonly initial: TeamFields
  readonly onSubmit: (fields: TeamFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** What a team may do. Mounted while open, so that each opening begins with what is stored. */
export function TeamForm({ title, action, initial, onSubmit, onClose, isPending, error }: TeamFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const bind = (name: keyof TeamFields) => ({
    value: fields[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setFields({ ...fields, [name]: event.target.value }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  const count = { type: 'number', min: 0, step: 1, placeholder: t('virtualKeys.form.unlimited') }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
          <div className="col-span-full">
            <Field
              label={t('virtualKeys.form.alias')}
              placeholder={t('teams.form.aliasHint')}
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
          <BudgetFields
            fields={fields}
            initial={initial}
            onChange={(part) => setFields({ ...fields, ...part })}
          />
          <Field label={t('virtualKeys.form.rpmLimit')} {...count} {...bind('rpmLimit')} />
          <Field label={t('virtualKeys.form.tpmLimit')} {...count} {...bind('tpmLimit')} />
        </div>
        <FormFooter action={action} onClose={onClose} isPending={isPending} error={error} />
      </form>
    </Dialog>
  )
}
