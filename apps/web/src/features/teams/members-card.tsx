import type { TeamMember } from '@kansoku/contracts'
import { Pencil, Plus, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { BudgetCell } from '../virtual-keys/budget-cell.tsx'
import { MemberDialog } from './member-dialog.tsx'
import { useRemoveMember } from './teams.ts'

type Layer = { readonly kind: 'add' } | { readonly kind: 'edit' | 'remove'; readonly member: TeamMember }

interface MembersCardProps {
  readonly projectId: string
  readonly teamId: string
  readonly members: readonly TeamMember[]
  readonly mayChange: boolean
}

const nameOf = ({ email, id }: TeamMember) => email ?? id

/** Who is in a team, with what each has spent of it. */
export function MembersCard({ projectId, teamId, members, mayChange }: MembersCardProps) {
  const { t } = useTranslation()
  const [layer, setLayer] = useState<Layer>()
  const close = () => setLayer(undefined)
  const props = { projectId, teamId, onClose: close }
  return (
    <Card
      title={t('teams.members')}
      actions={
        mayChange && (
          <Button size="sm" onClick={() => setLayer({ kind: 'add' })}>
            <Plus size={13} aria-hidden="true" />
            {t('teams.member.add')}
          </Button>
        )
      }
    >
      {members.length === 0 && <p className="px-4 pt-2 pb-5 text-sm text-ink-3">{t('teams.noMembers')}</p>}
      <ul className="divide-y divide-line pb-1">
        {members.map((member) => (
          <li key={member.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-40 flex-1">
              <span title={nameOf(member)} className="block truncate font-medium">
                {nameOf(member)}
              </span>
              <span className="text-xs text-ink-3">
                {t(`teams.role.${member.role === 'admin' ? 'admin' : 'user'}`)}
              </span>
            </span>
            <BudgetCell budget={member} />
            {mayChange && (
              <span className="flex gap-1">
                <IconButton
                  size="iconSm"
                  label={t('teams.member.editNamed', { name: nameOf(member) })}
                  onClick={() => setLayer({ kind: 'edit', member })}
                >
                  <Pencil size={14} />
                </IconButton>
                <IconButton
                  size="iconSm"
                  label={t('teams.member.removeNamed', { name: nameOf(member) })}
                  onClick={() => setLayer({ kind: 'remove', member })}
                >
                  <UserMinus size={14} />
                </IconButton>
              </span>
            )}
          </li>
        ))}
      </ul>
      {layer?.kind === 'add' && <MemberDialog {...props} />}
      {layer?.kind === 'edit' && <MemberDialog {...props} member={layer.member} />}
      {layer?.kind === 'remove' && <RemoveMember {...props} member={layer.member} />}
    </Card>
  )
}

interface RemoveMemberProps {
  readonly projectId: string
  readonly teamId: string
  readonly member: TeamMember
  readonly onClose: () => void
}

function RemoveMember({ projectId, teamId, member, onClose }: RemoveMemberProps) {
  const { t } = useTranslation()
  const remove = useRemoveMember({ projectId, teamId }, onClose)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('teams.member.removeTitle', { name: nameOf(member) })}
      action={t('teams.member.removeAction')}
      onConfirm={() => remove.mutate(member.id)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{t('teams.member.removeText')}</p>
    </ConfirmDialog>
  )
}
