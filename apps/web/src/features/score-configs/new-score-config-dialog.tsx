import { Plus, X } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { type NewScoreConfig, useAddScoreConfig } from './score-configs.ts'

const dataTypes = ['NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT'] as const
type DataType = (typeof dataTypes)[number]

interface Category {
  readonly key: number
  readonly label: string
  readonly value: string
}

interface Draft {
  readonly name: string
  readonly description: string
  readonly dataType: DataType
  readonly min: string
  readonly max: string
  readonly categories: readonly Category[]
}

const fresh: Draft = {
  name: '',
  description: '',
  dataType: 'NUMERIC',
  min: '',
  max: '',
  categories: [0, 1].map((key) => ({ key, label: '', value: String(key) })),
}

function toBody({ name, description, dataType, min, max, categories }: Draft): NewScoreConfig {
  const numberOf = (text: string) => (text.trim() === '' ? null : Number(text))
  return {
    name: name.trim(),
    dataType,
    description: description.trim() || null,
    ...(dataType === 'NUMERIC' ? { minValue: numberOf(min), maxValue: numberOf(max) } : {}),
    ...(dataType === 'CATEGORICAL'
      ? { categories: categories.map(({ label, value }) => ({ label: label.trim(), value: Number(value) })) }
      : {}),
  }
}

interface NewScoreConfigDialogProps {
  readonly projectId: string
  readonly onClose: () => void
}

export function NewScoreConfigDialog({ projectId, onClose }: NewScoreConfigDialogProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(fresh)
  const add = useAddScoreConfig(projectId, onClose)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate(toBody(draft))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('scoreConfigs.createTitle')}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4">
          <Field
            label={t('settings.name')}
            required
            maxLength={35}
            pattern="[\p{L}\p{M}\p{N}_ .\(\)\-]+"
            title={t('scoreConfigs.nameRule')}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Select
            label={t('scoreConfigs.dataType')}
            value={draft.dataType}
            options={dataTypes.map((value) => ({ value, label: t(`scoreConfigs.type.${value}`) }))}
            onChange={(value) => change({ dataType: value as DataType })}
          />
          {draft.dataType === 'NUMERIC' && <RangeFields draft={draft} onChange={change} />}
          {draft.dataType === 'CATEGORICAL' && <CategoryFields draft={draft} onChange={change} />}
          <Field
            label={t('scoreConfigs.description')}
            maxLength={1000}
            autoComplete="off"
            value={draft.description}
            onChange={(event) => change({ description: event.target.value })}
          />
        </div>
        <FormFooter
          action={t('scoreConfigs.createAction')}
          onClose={onClose}
          isPending={add.isPending}
          error={add.error}
        />
      </form>
    </Dialog>
  )
}

interface DraftFieldsProps {
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

function RangeFields({ draft, onChange }: DraftFieldsProps) {
  const { t } = useTranslation()
  return (
    <div className="grid grid-cols-2 gap-4">
      {(['min', 'max'] as const).map((bound) => (
        <Field
          key={bound}
          label={t(`scoreConfigs.${bound}`)}
          type="number"
          step="any"
          value={draft[bound]}
          onChange={(event) => onChange({ [bound]: event.target.value })}
        />
      ))}
    </div>
  )
}

function CategoryFields({ draft: { categories }, onChange }: DraftFieldsProps) {
  const { t } = useTranslation()
  const change = (key: number, changes: Partial<Category>) =>
    onChange({ categories: categories.map((one) => (one.key === key ? { ...one, ...changes } : one)) })
  const add = () => {
    const key = Math.max(...categories.map((one) => one.key)) + 1
    onChange({ categories: [...categories, { key, label: '', value: String(key) }] })
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="pb-1.5 text-xs font-medium text-ink-2">{t('scoreConfigs.categories')}</legend>
      {categories.map(({ key, label, value }, index) => (
        <div key={key} className="flex items-center gap-2">
          <Input
            aria-label={t('scoreConfigs.label', { number: index + 1 })}
            placeholder={t('scoreConfigs.labelHint')}
            required
            value={label}
            onChange={(event) => change(key, { label: event.target.value })}
          />
          <Input
            aria-label={t('scoreConfigs.value', { number: index + 1 })}
            type="number"
            step="any"
            required
            className="max-w-24"
            value={value}
            onChange={(event) => change(key, { value: event.target.value })}
          />
          <IconButton
            label={t('scoreConfigs.removeCategory', { number: index + 1 })}
            size="iconSm"
            disabled={categories.length === 1}
            onClick={() => onChange({ categories: categories.filter((one) => one.key !== key) })}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      <Button size="sm" className="self-start" onClick={add}>
        <Plus size={14} aria-hidden="true" />
        {t('scoreConfigs.addCategory')}
      </Button>
    </fieldset>
  )
}
