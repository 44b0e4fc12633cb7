import type { ProjectMember } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useRemoveMember } from './members.ts'

interface RemoveMemberDialogProps {
  readonly projectId: string
  /** The one to remove; closed while absent. */
  readonly member: ProjectMember | undefined
  readonly onClose: () => void
}

export function RemoveMemberDialog({ projectId, member, onClose }: RemoveMemberDialogProps) {
  const { t } = useTranslation()
  const remove = useRemoveMember(projectId, onClose)
  const close = () => {
    remove.reset()
    onClose()
  }
  return (
    <ConfirmDialog
      open={member !== undefined}
      onClose={close}
      title={t('members.remove.title')}
      action={t('members.remove.action')}
      onConfirm={() => member && remove.mutate(member.userId)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p className="font-medium text-ink">
        {member?.name} <span className="font-normal text-ink-3">{member?.email}</span>
      </p>
      <p>{t('members.remove.text')}</p>
    </ConfirmDialog>
  )
}
