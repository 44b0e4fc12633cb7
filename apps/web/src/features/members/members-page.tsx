import type { ProjectMember } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AddMemberDialog } from './add-member-dialog.tsx'
import { InvitationDialog } from './invitation-dialog.tsx'
import { MemberTable } from './member-table.tsx'
import { membersQuery, useInviteAgain } from './members.ts'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'

/** Who is in the organisation, and their roles there and in the project. */
export function MembersPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { data, error, refetch } = useQuery(membersQuery(projectId))
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<ProjectMember>()
  const invite = useInviteAgain(projectId)
  if (!data && error)
    return (
      <EmptyState title={t('members.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="h-64" />
  const add = data.mayGrant.length > 0 && (
    <Button size="sm" onClick={() => setAdding(true)}>
      <Plus size={14} aria-hidden="true" />
      {t('members.add')}
    </Button>
  )
  return (
    <Card title={t('settings.page.members')} actions={add}>
      <p className="px-4 pb-2 text-sm text-pretty text-ink-2">{t('members.text')}</p>
      {invite.error && (
        <p role="alert" className="px-4 pb-2 text-sm text-danger">
          {errorText(invite.error)}
        </p>
      )}
      <MemberTable
        projectId={projectId}
        members={data}
        onRemove={setLeaving}
        onInvite={({ userId }) => invite.mutate(userId)}
      />
      {adding && <AddMemberDialog projectId={projectId} members={data} onClose={() => setAdding(false)} />}
      {invite.data && <InvitationDialog invitation={invite.data} onClose={() => invite.reset()} />}
      <RemoveMemberDialog projectId={projectId} member={leaving} onClose={() => setLeaving(undefined)} />
    </Card>
  )
}
