import type { VirtualKey } from '@kansoku/contracts'
import { Ban, Ellipsis, type LucideIcon, Pencil, RefreshCw, ShieldCheck, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'

export type KeyAction = 'edit' | 'block' | 'unblock' | 'rotate' | 'delete'

interface KeyMenuProps {
  readonly virtualKey: VirtualKey
  readonly onAction: (action: KeyAction) => void
}

const icons: Readonly<Record<KeyAction, LucideIcon>> = {
  edit: Pencil,
  block: Ban,
  unblock: ShieldCheck,
  rotate: RefreshCw,
  delete: Trash2,
}

export function KeyMenu({ virtualKey, onAction }: KeyMenuProps) {
  const { t } = useTranslation()
  const item = (action: KeyAction) => {
    const Icon = icons[action]
    return (
      <MenuItem onSelect={() => onAction(action)}>
        <Icon size={15} aria-hidden="true" className="text-ink-3" />
        {t(`virtualKeys.action.${action}`)}
      </MenuItem>
    )
  }
  const trigger = (
    <IconButton
      label={t('virtualKeys.actionsOf', { name: virtualKey.alias ?? virtualKey.displayKey })}
      size="iconSm"
    >
      <Ellipsis size={15} />
    </IconButton>
  )
  return (
    <Menu trigger={trigger} align="end">
      {item('edit')}
      {item(virtualKey.isBlocked ? 'unblock' : 'block')}
      {item('rotate')}
      <MenuSeparator />
      {item('delete')}
    </Menu>
  )
}
