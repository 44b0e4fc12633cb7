import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'

export interface FormFooterProps {
  /** The word for what happens. */
  readonly action: string
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** The end of a form in a dialog: what went wrong, and the way on or out. */
export function FormFooter({ action, onClose, isPending, error }: FormFooterProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
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
  )
}
