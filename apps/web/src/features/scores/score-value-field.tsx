import type { ScoreChoice } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import type { ScoreDraft } from './score-draft.ts'

interface ScoreValueFieldProps {
  readonly draft: ScoreDraft
  readonly choice: ScoreChoice | undefined
  readonly onChange: (value: string) => void
}

/** Where a value of the draft's type is given. */
export function ScoreValueField({ draft: { dataType, value }, choice, onChange }: ScoreValueFieldProps) {
  const { t } = useTranslation()
  const label = t('scores.value')
  const categories = choice?.categories ?? []
  if (dataType === 'BOOLEAN' || categories.length > 0) {
    const options =
      dataType === 'BOOLEAN'
        ? [
            { value: '1', label: t('trace.yes') },
            { value: '0', label: t('trace.no') },
          ]
        : categories.map((category) => ({ value: category.label, label: category.label }))
    return <Select label={label} value={value} options={options} onChange={onChange} />
  }
  const { minValue = null, maxValue = null } = choice ?? {}
  const bounds =
    minValue === null && maxValue === null
      ? ''
      : t('scores.bounds', { min: minValue ?? '−∞', max: maxValue ?? '∞' })
  return (
    <Field
      label={[label, bounds].filter(Boolean).join(' ')}
      value={value}
      maxLength={500}
      {...(dataType === 'NUMERIC' ? { inputMode: 'decimal' as const } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
