import type { Team } from '@kansoku/contracts'
import { Ban, Ellipsis, type LucideIcon, Pencil, ShieldCheck, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { TeamLayer } from './team-layers.tsx'
import { useChangeTeam } from './teams.ts'

const icons = { edit: Pencil, block: Ban, unblock: ShieldCheck, delete: Trash2 } as const satisfies Record<
  string,
  LucideIcon
>

interface TeamMenuProps {
  readonly projectId: string
  readonly team: Team
  readonly onLayer: (layer: TeamLayer) => void
}

const nothing = () => undefined

/** What can be done with a team. */
export function TeamMenu({ projectId, team, onLayer }: TeamMenuProps) {
  const { t } = useTranslation()
  const unblock = useChangeTeam(projectId, nothing)
  const item = (action: keyof typeof icons, run: () => void) => {
    const Icon = icons[action]
    return (
      <MenuItem onSelect={run}>
        <Icon size={15} aria-hidden="true" className="text-ink-3" />
        {t(`virtualKeys.action.${action}`)}
      </MenuItem>
    )
  }
  const trigger = (
    <IconButton label={t('virtualKeys.actionsOf', { name: team.alias ?? team.id })} size="iconSm">
      <Ellipsis size={15} />
    </IconButton>
  )
  return (
    <Menu trigger={trigger} align="end">
      {item('edit', () => onLayer({ kind: 'edit', team }))}
      {team.isBlocked
        ? item('unblock', () => unblock.mutate({ teamId: team.id, changes: { isBlocked: false } }))
        : item('block', () => onLayer({ kind: 'block', team }))}
      <MenuSeparator />
      {item('delete', () => onLayer({ kind: 'delete', team }))}
    </Menu>
  )
}
