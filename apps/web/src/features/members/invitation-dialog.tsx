import type { Invitation } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ToldOnce } from '../../ui/told-once.tsx'
import { invitationUrl } from './members.ts'

interface InvitationDialogProps {
  readonly invitation: Invitation
  readonly onClose: () => void
}

/** Nobody sends mail here: the link is handed over by whoever invites. */
export function InvitationDialog({ invitation, onClose }: InvitationDialogProps) {
  const { t } = useTranslation()
  const { dateTime } = useFormats()
  return (
    <ToldOnce
      title={t('members.invitation.title')}
      warning={t('members.invitation.text', { until: dateTime(invitation.expiresAt) })}
      items={[{ name: t('members.invitation.link'), text: invitationUrl(invitation.token) }]}
      done={t('members.done')}
      onClose={onClose}
    />
  )
}
