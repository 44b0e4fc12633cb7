import type { Team } from '@kansoku/contracts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ListTable } from '../../ui/list-table.tsx'
import { Models } from '../traces/cells.tsx'
import { meantElse } from '../traces/meant-else.ts'
import { BudgetCell } from '../virtual-keys/budget-cell.tsx'
import { Limits } from '../virtual-keys/limits.tsx'
import type { TeamLayer } from './team-layers.tsx'
import { TeamMenu } from './team-menu.tsx'
import { TeamState } from './team-state.tsx'

interface TeamTableProps {
  readonly projectId: string
  readonly teams: readonly Team[]
  /** Absent where the reader may change nothing. */
  readonly onLayer?: (layer: TeamLayer) => void
}

const columns = ['team', 'state', 'spend', 'members', 'models', 'limits', 'created'] as const

export function TeamTable({ projectId, teams, onLayer }: TeamTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('app.page.teams')}
      columns={columns.map((id) => ({ id, label: t(`teams.column.${id}`) }))}
      unnamedColumns={onLayer ? 1 : 0}
    >
      {teams.map((team) => (
        <TeamRow key={team.id} projectId={projectId} team={team} onLayer={onLayer} />
      ))}
    </ListTable>
  )
}

interface TeamRowProps {
  readonly projectId: string
  readonly team: Team
  readonly onLayer: TeamTableProps['onLayer'] | undefined
}

const onePage = '/project/$projectId/teams/$teamId'

function TeamRow({ projectId, team, onLayer }: TeamRowProps) {
  const { t } = useTranslation()
  const { date, exactTime, number } = useFormats()
  const navigate = useNavigate()
  const params = { projectId, teamId: team.id }
  return (
    <tr
      onClick={(event) => {
        if (!meantElse(event)) void navigate({ to: onePage, params })
      }}
      className="h-11 cursor-pointer focus-within:bg-accent-soft hover:bg-hover"
    >
      <th scope="row" className="max-w-64 px-2 pl-4 text-left font-normal">
        <Link
          to={onePage}
          params={params}
          data-row-link=""
          title={team.alias ?? team.id}
          className="block truncate font-medium text-ink hover:underline"
        >
          {team.alias ?? team.id}
        </Link>
      </th>
      <td className="px-2">
        <TeamState team={team} />
      </td>
      <td className="px-2">
        <BudgetCell budget={team} />
      </td>
      <td className="px-2 text-ink-2 tabular">{number(team.memberCount)}</td>
      <td className="max-w-56 px-2">
        {team.models.length === 0 ? (
          <span className="text-ink-2">{t('virtualKeys.allModels')}</span>
        ) : (
          <Models models={team.models} />
        )}
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        <Limits limits={team} />
      </td>
      <td title={exactTime(team.createdAt)} className="px-2 whitespace-nowrap text-ink-2">
        {date(team.createdAt)}
      </td>
      {onLayer && (
        <td className="w-10 px-2 text-right">
          <TeamMenu projectId={projectId} team={team} onLayer={onLayer} />
        </td>
      )}
    </tr>
  )
}
