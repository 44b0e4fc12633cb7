import { useTranslation } from 'react-i18next'
import { bindText } from '../../ui/bind-text.ts'
import { Field } from '../../ui/field.tsx'
import type { AllowanceTexts } from './allowance.ts'

type RateTexts = Pick<AllowanceTexts, 'rpmLimit' | 'tpmLimit'>

interface RateFieldsProps {
  readonly fields: RateTexts
  /** What holds where nothing is entered. */
  readonly hintOf: (name: keyof RateTexts) => string
  readonly onChange: (part: Partial<RateTexts>) => void
}

/** How much may be called in a minute. */
export function RateFields({ fields, hintOf, onChange }: RateFieldsProps) {
  const { t } = useTranslation()
  const bind = bindText(fields, onChange)
  const count = { type: 'number', min: 0, step: 1 }
  return (
    <>
      <Field
        label={t('virtualKeys.form.rpmLimit')}
        placeholder={hintOf('rpmLimit')}
        {...count}
        {...bind('rpmLimit')}
      />
      <Field
        label={t('virtualKeys.form.tpmLimit')}
        placeholder={hintOf('tpmLimit')}
        {...count}
        {...bind('tpmLimit')}
      />
    </>
  )
}
