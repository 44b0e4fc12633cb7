import type { Team } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Select } from '../../ui/select.tsx'
import { AllowanceFields } from './allowance-fields.tsx'
import { expiries, type KeyFields, keepExpiry } from './key-fields.ts'

interface KeyFormProps {
  readonly projectId: string
  readonly initial: KeyFields
  /** Whose budget, limits and models the key can share. */
  readonly teams: readonly Pick<Team, 'id' | 'alias'>[]
  readonly action: string
  readonly onSubmit: (fields: KeyFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

export function KeyForm({
  projectId,
  initial,
  teams,
  action,
  onSubmit,
  onClose,
  isPending,
  error,
}: KeyFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const choose = (name: keyof KeyFields) => ({
    value: fields[name],
    onChange: (value: string) => setFields({ ...fields, [name]: value }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
        <AllowanceFields
          projectId={projectId}
          fields={fields}
          initial={initial}
          aliasHint={t('virtualKeys.form.aliasHint')}
          onChange={(part) => setFields({ ...fields, ...part })}
        />
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
