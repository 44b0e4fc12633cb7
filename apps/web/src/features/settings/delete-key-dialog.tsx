import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { type ApiKey, useDeleteKey } from './api-keys.ts'
import { useKeyNote } from './key-note.ts'

interface DeleteKeyDialogProps {
  readonly projectId: string
  /** The one to delete; closed while absent. */
  readonly apiKey: ApiKey | undefined
  readonly onClose: () => void
}

/** Says whether anybody may still need the key before it is deleted. */
export function DeleteKeyDialog({ projectId, apiKey, onClose }: DeleteKeyDialogProps) {
  const { t } = useTranslation()
  const { relative } = useFormats()
  const remove = useDeleteKey(projectId, onClose)
  const close = () => {
    remove.reset()
    onClose()
  }
  const note = useKeyNote()(apiKey?.note)
  return (
    <ConfirmDialog
      open={apiKey !== undefined}
      onClose={close}
      title={t('settings.deleteKey.title')}
      action={t('settings.deleteKey.action')}
      onConfirm={() => apiKey && remove.mutate(apiKey.id)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>
        <code className="font-mono text-xs break-all text-ink">{apiKey?.publicKey}</code>
        {note && <span className="ml-2">{note}</span>}
      </p>
      <p>
        {apiKey?.lastUsedAt
          ? t('settings.deleteKey.lastUsed', { when: relative(apiKey.lastUsedAt) })
          : t('settings.deleteKey.neverUsed')}
      </p>
      <p>{t('settings.deleteKey.text')}</p>
    </ConfirmDialog>
  )
}
