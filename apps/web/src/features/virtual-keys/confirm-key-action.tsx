import type { VirtualKey } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import {
  type ToldKey,
  useChangeVirtualKey,
  useDeleteVirtualKey,
  useRotateVirtualKey,
} from './virtual-keys.ts'

interface ConfirmKeyActionProps {
  readonly projectId: string
  readonly action: 'block' | 'rotate' | 'delete'
  readonly virtualKey: VirtualKey
  readonly onTold: (told: ToldKey) => void
  readonly onClose: () => void
}

/** Asks before a key stops to work for those who have it. */
export function ConfirmKeyAction({ projectId, action, virtualKey, onTold, onClose }: ConfirmKeyActionProps) {
  const { t } = useTranslation()
  const { id, alias, displayKey } = virtualKey
  const block = useChangeVirtualKey(projectId, onClose)
  const rotate = useRotateVirtualKey(projectId, onTold)
  const remove = useDeleteVirtualKey(projectId, onClose)
  const confirmations = {
    block: { used: block, run: () => block.mutate({ keyId: id, changes: { isBlocked: true } }) },
    rotate: { used: rotate, run: () => rotate.mutate(id) },
    delete: { used: remove, run: () => remove.mutate(id) },
  }
  const { used, run } = confirmations[action]
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`virtualKeys.confirm.${action}.title`, { name: alias ?? displayKey })}
      action={t(`virtualKeys.confirm.${action}.action`)}
      onConfirm={run}
      isPending={used.isPending}
      error={used.error}
    >
      <p>{t(`virtualKeys.confirm.${action}.text`)}</p>
    </ConfirmDialog>
  )
}
