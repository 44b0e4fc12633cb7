import type { Customer } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import {
  Ban,
  Ellipsis,
  ListTree,
  type LucideIcon,
  Pencil,
  ScrollText,
  ShieldCheck,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { CustomerLayer } from './customer-layers.tsx'
import { useChangeCustomer } from './customer-queries.ts'

const icons = { edit: Pencil, block: Ban, unblock: ShieldCheck, delete: Trash2 } as const satisfies Record<
  string,
  LucideIcon
>

interface CustomerMenuProps {
  readonly projectId: string
  readonly customer: Customer
  /** Absent where the reader may change nothing. */
  readonly onLayer?: ((layer: CustomerLayer) => void) | undefined
}

/** Where the calls of a customer are, and what can be done about them. */
export function CustomerMenu({ projectId, customer, onLayer }: CustomerMenuProps) {
  const { t } = useTranslation()
  const trigger = (
    <IconButton label={t('virtualKeys.actionsOf', { name: customer.alias ?? customer.id })} size="iconSm">
      <Ellipsis size={15} />
    </IconButton>
  )
  return (
    <Menu trigger={trigger} align="end">
      <MenuItem asChild>
        <Link
          to="/project/$projectId/requests"
          params={{ projectId }}
          search={{ endUser: [customer.id], range: '30d' }}
        >
          <ScrollText size={15} aria-hidden="true" className="text-ink-3" />
          {t('app.page.requests')}
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link
          to="/project/$projectId/users/$userId"
          params={{ projectId, userId: customer.id }}
          search={{ range: '30d' }}
        >
          <ListTree size={15} aria-hidden="true" className="text-ink-3" />
          {t('app.page.traces')}
        </Link>
      </MenuItem>
      {onLayer && <Changes projectId={projectId} customer={customer} onLayer={onLayer} />}
    </Menu>
  )
}

const nothing = () => undefined

function Changes({
  projectId,
  customer,
  onLayer,
}: CustomerMenuProps & { readonly onLayer: (layer: CustomerLayer) => void }) {
  const { t } = useTranslation()
  const unblock = useChangeCustomer(projectId, nothing)
  const item = (action: keyof typeof icons, run: () => void) => {
    const Icon = icons[action]
    return (
      <MenuItem onSelect={run}>
        <Icon size={15} aria-hidden="true" className="text-ink-3" />
        {t(`virtualKeys.action.${action}`)}
      </MenuItem>
    )
  }
  return (
    <>
      <MenuSeparator />
      {item('edit', () => onLayer({ kind: 'edit', customer }))}
      {customer.isBlocked
        ? item('unblock', () => unblock.mutate({ customerId: customer.id, wishes: { isBlocked: false } }))
        : item('block', () => onLayer({ kind: 'block', customer }))}
      {customer.isKept && item('delete', () => onLayer({ kind: 'delete', customer }))}
    </>
  )
}
