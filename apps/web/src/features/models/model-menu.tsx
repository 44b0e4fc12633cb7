import type { GatewayDeployment } from '@kansoku/contracts'
import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { ModelLayer } from './model-layers.tsx'

interface ModelMenuProps {
  readonly deployment: GatewayDeployment
  readonly onLayer: (layer: ModelLayer) => void
}

/** What can be done with a model that was added. */
export function ModelMenu({ deployment, onLayer }: ModelMenuProps) {
  const { t } = useTranslation()
  const trigger = (
    <IconButton label={t('virtualKeys.actionsOf', { name: deployment.group })} size="iconSm">
      <Ellipsis size={15} />
    </IconButton>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuItem onSelect={() => onLayer({ kind: 'edit', deployment })}>
        <Pencil size={15} aria-hidden="true" className="text-ink-3" />
        {t('virtualKeys.action.edit')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => onLayer({ kind: 'delete', deployment })}>
        <Trash2 size={15} aria-hidden="true" className="text-ink-3" />
        {t('virtualKeys.action.delete')}
      </MenuItem>
    </Menu>
  )
}
