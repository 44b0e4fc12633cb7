import { type Role, roles } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Select } from '../../ui/select.tsx'
import { InvitationDialog } from './invitation-dialog.tsx'
import { type Members, useAddMember } from './members.ts'

interface AddMemberDialogProps {
  readonly projectId: string
  readonly members: Members
  readonly onClose: () => void
}

/** Asks who is to come in; then shows the invitation, or that none is needed. */
export function AddMemberDialog({ projectId, members, onClose }: AddMemberDialogProps) {
  const { t } = useTranslation()
  const add = useAddMember(projectId)
  if (add.data?.invitation) return <InvitationDialog invitation={add.data.invitation} onClose={onClose} />
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('members.addTitle')}>
      {add.data ? (
        <div className="flex flex-col gap-4 p-4 text-sm">
          <p role="status">{t('members.hasAccount')}</p>
          <Button variant="primary" className="self-end" onClick={onClose}>
            {t('members.done')}
          </Button>
        </div>
      ) : (
        <AddMemberForm members={members} add={add} onClose={onClose} />
      )}
    </Dialog>
  )
}

interface AddMemberFormProps extends Omit<AddMemberDialogProps, 'projectId'> {
  readonly add: ReturnType<typeof useAddMember>
}

function AddMemberForm({ members: { mayGrant, mayGrantInProject }, add, onClose }: AddMemberFormProps) {
  const { t } = useTranslation()
  const [email, setEmail] = useState('')
  const [organizationRole, setOrganizationRole] = useState<Role>('MEMBER')
  const [projectRole, setProjectRole] = useState<Role | null>(null)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate({ email: email.trim(), organizationRole, projectRole })
  }
  const options = (granted: readonly Role[]) =>
    granted.map((role) => ({ value: role, label: t(`members.role.${role}`) }))
  const toRole = (value: string) => roles.find((role) => role === value)
  return (
    <form onSubmit={submit}>
      <div className="flex flex-col gap-4 p-4">
        <Field
          label={t('members.email')}
          type="email"
          autoComplete="off"
          required
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            label={t('members.column.organization')}
            value={organizationRole}
            options={options(mayGrant)}
            onChange={(value) => setOrganizationRole(toRole(value) ?? 'NONE')}
          />
          <Select
            label={t('members.column.project')}
            value={projectRole ?? ''}
            options={[{ value: '', label: t('members.role.inherited') }, ...options(mayGrantInProject)]}
            onChange={(value) => setProjectRole(toRole(value) ?? null)}
          />
        </div>
        <p className="text-xs text-pretty text-ink-3">{t('members.addText')}</p>
      </div>
      <FormFooter
        action={t('members.addAction')}
        onClose={onClose}
        isPending={add.isPending}
        error={add.error}
      />
    </form>
  )
}
