import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'

/** Says that a change of a dashboard was not saved, and why. */
export function ChangeFault({ error }: { readonly error: Error | null }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (!error) return null
  return (
    <p role="alert" className="basis-full text-sm text-danger">
      {t('dashboards.notSaved', { reason: errorText(error) })}
    </p>
  )
}
