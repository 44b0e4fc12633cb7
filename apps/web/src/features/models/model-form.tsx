import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { FormDialog, type FormOf } from '../../ui/form-dialog.tsx'
import type { ModelFields } from './model-fields.ts'

interface ModelFormProps extends FormOf<ModelFields> {
  /** Addresses and keys are there already, though not shown. */
  readonly isStored: boolean
}

const examples = {
  name: 'claude-sonnet',
  model: 'bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0',
  region: 'us-east-1',
  apiBase: 'https://llm.example.com/v1',
  apiVersion: '2024-10-21',
  apiKey: 'sk-…',
} as const

/** What the gateway must know of a model. Mounted while open, so that each opening begins with what is stored. */
export function ModelForm({ initial, isStored, onSubmit, ...form }: ModelFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const field = (name: keyof ModelFields, isHidden = false) => (
    <Field
      label={t(`models.form.${name}`)}
      placeholder={isHidden && isStored ? t('models.form.unchanged') : examples[name]}
      maxLength={2000}
      autoComplete="off"
      spellCheck={false}
      required={name === 'name' || name === 'model'}
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
    />
  )
  return (
    <FormDialog {...form} onSubmit={() => onSubmit(fields)}>
      {field('name')}
      {field('region')}
      <div className="col-span-full">{field('model')}</div>
      <div className="col-span-full">{field('apiKey', true)}</div>
      {field('apiBase', true)}
      {field('apiVersion', true)}
      <p className="col-span-full text-xs text-pretty text-ink-3">
        {t(isStored ? 'models.form.noteStored' : 'models.form.note')}
      </p>
    </FormDialog>
  )
}
