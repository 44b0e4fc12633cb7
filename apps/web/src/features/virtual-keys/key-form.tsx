import type { Team } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Select } from '../../ui/select.tsx'
import { BudgetFields } from './budget-fields.tsx'
import { expiries, type KeyFields, keepExpiry } from './key-fields.ts'

interface KeyFormProps {
  readonly initial: KeyFields
  /** Whose budget, limits and models the key can share. */
  readonly teams: readonly Pick<Team, 'id' | 'alias'>[]
  readonly action: string
  readonly onSubmit: (fields: KeyFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

export function KeyForm({ initial, teams, action, onSubmit, onClose, isPending, error }: KeyFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const bind = (name: keyof KeyFields) => ({
    value: fields[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setFields({ ...fields, [name]: event.target.value }),
  })
  const choose = (name: keyof KeyFields) => ({
    value: fields[name],
    onChange: (value: string) => setFields({ ...fields, [name]: value }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  const count = { type: 'number', min: 0, step: 1, placeholder: t('virtualKeys.form.unlimited') }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
        <div className="col-span-full">
          <Field
            label={t('virtualKeys.form.alias')}
            placeholder={t('virtualKeys.form.aliasHint')}
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
        <Select
          label={t('teams.team')}
          options={[
            { value: '', label: t('teams.noTeam') },
            ...teams.map(({ id, alias }) => ({ value: id, label: alias ?? id })),
          ]}
          {...choose('teamId')}
        />
        <Select
          label={t('virtualKeys.form.expires')}
          options={[
            ...(initial.expiresIn === keepExpiry
              ? [{ value: keepExpiry, label: t('virtualKeys.form.keepExpiry') }]
              : []),
            ...expiries.map((value) => ({
              value,
              label: value === '' ? t('virtualKeys.form.never') : t(`virtualKeys.after.${value}`),
            })),
          ]}
          {...choose('expiresIn')}
        />
      </div>
      <FormFooter action={action} onClose={onClose} isPending={isPending} error={error} />
    </form>
  )
}
