import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { budgetDurations, expiries, type KeyFields, keepExpiry } from './key-fields.ts'

interface KeyFormProps {
  readonly initial: KeyFields
  readonly action: string
  readonly onSubmit: (fields: KeyFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

export function KeyForm({ initial, action, onSubmit, onClose, isPending, error }: KeyFormProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
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
        <Field
          label={t('virtualKeys.form.maxBudget')}
          {...{ type: 'number', min: 0, step: 'any', placeholder: t('virtualKeys.form.unlimited') }}
          {...bind('maxBudget')}
        />
        <Select
          label={t('virtualKeys.form.budgetDuration')}
          disabled={fields.maxBudget === ''}
          options={withOwn(budgetDurations, initial.budgetDuration).map((value) => ({
            value,
            label: value === '' ? t('virtualKeys.form.ever') : t(`virtualKeys.every.${value as '1d'}`, value),
          }))}
          {...choose('budgetDuration')}
        />
        <Field label={t('virtualKeys.form.rpmLimit')} {...count} {...bind('rpmLimit')} />
        <Field label={t('virtualKeys.form.tpmLimit')} {...count} {...bind('tpmLimit')} />
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
      <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-4 py-3">
        {error != null && (
          <p role="alert" className="mr-auto text-sm text-danger">
            {errorText(error)}
          </p>
        )}
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {action}
        </Button>
      </div>
    </form>
  )
}

/** A length that was set elsewhere can be kept. */
function withOwn(known: readonly string[], own: string): readonly string[] {
  return known.includes(own) ? known : [...known, own]
}
