import { type ProjectMember, type Role, roles } from '@kansoku/contracts'
import { Link2, UserMinus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { useSession } from '../session/session.ts'
import { type Members, useChangeMember } from './members.ts'
import { RoleSelect } from './role-select.tsx'

interface RowActions {
  readonly onRemove: (member: ProjectMember) => void
  readonly onInvite: (member: ProjectMember) => void
}

interface MemberRowProps extends RowActions {
  readonly member: ProjectMember
  readonly mayGrant: readonly Role[]
  readonly mayGrantInProject: readonly Role[]
  readonly change: ReturnType<typeof useChangeMember>
}

function MemberRow({ member, change, mayGrant, mayGrantInProject, ...actions }: MemberRowProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { userId, isInvited } = member
  const { organizationRole, projectRole } = useWished(member, change)
  const effective = projectRole ?? organizationRole ?? 'NONE'
  const mayRemove = mayGrant.includes(organizationRole ?? 'NONE')
  return (
    <tr className="border-t border-line">
      <th scope="row" className="min-w-48 py-2 pr-2 pl-4 text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{member.name}</span>
          {userId === user?.id && <Badge>{t('members.you')}</Badge>}
          {isInvited && <Badge tone="warn">{t('members.invited')}</Badge>}
        </span>
        <span className="block text-xs break-all text-ink-3">{member.email}</span>
      </th>
      <td className="px-2">
        <RoleSelect
          label={t('members.organizationRoleOf', { name: member.name })}
          value={organizationRole ?? 'NONE'}
          roles={mayRemove ? mayGrant : []}
          onChange={(role) => role && change.mutate({ userId, organizationRole: role })}
        />
      </td>
      <td className="px-2">
        <RoleSelect
          label={t('members.projectRoleOf', { name: member.name })}
          value={projectRole}
          roles={mayGrantInProject.includes(effective) ? mayGrantInProject : []}
          inherits
          onChange={(role) => change.mutate({ userId, projectRole: role })}
        />
      </td>
      <td className="pr-3 text-right whitespace-nowrap">
        {mayRemove && isInvited && (
          <IconButton
            label={t('members.inviteAgain', { name: member.name })}
            size="iconSm"
            onClick={() => actions.onInvite(member)}
          >
            <Link2 size={14} />
          </IconButton>
        )}
        {mayRemove && (
          <IconButton
            label={t('members.removeNamed', { name: member.name })}
            size="iconSm"
            onClick={() => actions.onRemove(member)}
          >
            <UserMinus size={14} />
          </IconButton>
        )}
      </td>
    </tr>
  )
}

type Roles = Pick<ProjectMember, 'organizationRole' | 'projectRole'>

/** The roles with the one that is being changed: until the list has been read again, the choice would jump back. */
function useWished(member: ProjectMember, { isPending, variables }: MemberRowProps['change']): Roles {
  if (!isPending || variables.userId !== member.userId) return member
  const { organizationRole = member.organizationRole, projectRole = member.projectRole } = variables
  return { organizationRole, projectRole }
}

interface MemberTableProps extends RowActions {
  readonly projectId: string
  readonly members: Members
}

export function MemberTable({ projectId, members, ...actions }: MemberTableProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const change = useChangeMember(projectId)
  const columns = [t('members.column.member'), t('members.column.organization'), t('members.column.project')]
  return (
    <>
      {change.error && (
        <p role="alert" className="px-4 pb-2 text-sm text-danger">
          {errorText(change.error)}
        </p>
      )}
      <ScrollRegion label={t('settings.page.members')} className="overflow-x-auto pb-1.5">
        <table aria-label={t('settings.page.members')} className="w-full text-sm">
          <thead>
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className="h-8 px-2 text-left text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4"
                >
                  {column}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {members.members.map((member) => (
              <MemberRow
                key={member.userId}
                member={member}
                mayGrant={members.mayGrant}
                mayGrantInProject={members.mayGrantInProject}
                change={change}
                {...actions}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <dl className="flex flex-col gap-1 border-t border-line px-4 py-3 text-xs text-ink-2">
        {roles.map((role) => (
          <div key={role} className="flex gap-2">
            <dt className="w-24 shrink-0 font-medium">{t(`members.role.${role}`)}</dt>
            <dd className="text-pretty text-ink-3">{t(`members.roleText.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
