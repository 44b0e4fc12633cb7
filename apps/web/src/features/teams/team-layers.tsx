import type { Team } from '@kansoku/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { noTeamFields, teamChangesOf, teamFieldsOf, teamWishesOf } from './team-fields.ts'
import { TeamForm } from './team-form.tsx'
import { useChangeTeam, useCreateTeam, useDeleteTeam } from './teams.ts'

/** What is open over a list or a page of teams. */
export type TeamLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'block' | 'delete'; readonly team: Team }

interface TeamLayersProps {
  readonly projectId: string
  readonly layer: TeamLayer
  readonly onClose: () => void
  /** After the team is gone. */
  readonly onDeleted?: () => void
}

export function TeamLayers({ projectId, layer, onClose, onDeleted = onClose }: TeamLayersProps) {
  if (layer.kind === 'create') return <CreateTeam projectId={projectId} onClose={onClose} />
  const { kind, team } = layer
  const props = { projectId, team, onClose }
  if (kind === 'edit') return <EditTeam {...props} />
  return <ConfirmTeamAction {...props} action={kind} onDeleted={onDeleted} />
}

function CreateTeam({ projectId, onClose }: Pick<TeamLayersProps, 'projectId' | 'onClose'>) {
  const { t } = useTranslation()
  const create = useCreateTeam(projectId, onClose)
  return (
    <TeamForm
      projectId={projectId}
      title={t('teams.create')}
      action={t('virtualKeys.createAction')}
      initial={noTeamFields}
      onSubmit={(fields) => create.mutate(teamWishesOf(fields))}
      onClose={onClose}
      isPending={create.isPending}
      error={create.error}
    />
  )
}

interface OneTeamProps {
  readonly projectId: string
  readonly team: Team
  readonly onClose: () => void
}

function EditTeam({ projectId, team, onClose }: OneTeamProps) {
  const { t } = useTranslation()
  const change = useChangeTeam(projectId, onClose)
  const [before] = useState(() => teamFieldsOf(team))
  return (
    <TeamForm
      projectId={projectId}
      title={t('teams.edit')}
      action={t('virtualKeys.save')}
      initial={before}
      onSubmit={(fields) => change.mutate({ teamId: team.id, changes: teamChangesOf(fields, before) })}
      onClose={onClose}
      isPending={change.isPending}
      error={change.error}
    />
  )
}

interface ConfirmTeamActionProps extends OneTeamProps {
  readonly action: 'block' | 'delete'
  readonly onDeleted: () => void
}

/** Asks before a team's keys stop to work. */
function ConfirmTeamAction({ projectId, team, action, onClose, onDeleted }: ConfirmTeamActionProps) {
  const { t } = useTranslation()
  const block = useChangeTeam(projectId, onClose)
  const remove = useDeleteTeam(projectId, onDeleted)
  const { used, run } = {
    block: { used: block, run: () => block.mutate({ teamId: team.id, changes: { isBlocked: true } }) },
    delete: { used: remove, run: () => remove.mutate(team.id) },
  }[action]
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`teams.confirm.${action}.title`, { name: team.alias ?? team.id })}
      action={t(`virtualKeys.confirm.${action}.action`)}
      onConfirm={run}
      isPending={used.isPending}
      error={used.error}
    >
      <p>{t(`teams.confirm.${action}.text`)}</p>
    </ConfirmDialog>
  )
}
