import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import type { ModelFields } from './model-fields.ts'

interface ModelFormProps {
  readonly title: string
  readonly action: string
  readonly initial: ModelFields
  /** Addresses and keys are there already, though not shown. */
  readonly isStored: boolean
  readonly onSubmit: (fields: ModelFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
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
export function ModelForm({ title, action, initial, isStored, onSubmit, onClose, ...state }: ModelFormProps) {
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
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
          {field('name')}
          {field('region')}
          <div className="col-span-full">{field('model')}</div>
          <div className="col-span-full">{field('apiKey', true)}</div>
          {field('apiBase', true)}
          {field('apiVersion', true)}
          <p className="col-span-full text-xs text-pretty text-ink-3">
            {t(isStored ? 'models.form.noteStored' : 'models.form.note')}
          </p>
        </div>
        <FormFooter action={action} onClose={onClose} {...state} />
      </form>
    </Dialog>
  )
}
