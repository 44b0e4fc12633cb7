import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

interface ConfirmDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will be lost. */
  readonly children: ReactNode
  /** The word for what happens. */
  readonly action: string
  readonly onConfirm: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** Asks before something is destroyed. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  action,
  ...confirmation
}: ConfirmDialogProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { onConfirm, isPending, error } = confirmation
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={title}>
      <div className="flex flex-col gap-4 p-4 text-sm">
        <div className="flex flex-col gap-2 text-pretty text-ink-2">{children}</div>
        {error != null && (
          <p role="alert" className="text-danger">
            {errorText(error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button variant="danger" onClick={onConfirm} disabled={isPending}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
