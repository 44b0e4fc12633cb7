import type { Customer } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent, Muted } from '../traces/cells.tsx'
import { BudgetCell } from '../virtual-keys/budget-cell.tsx'
import { Limits } from '../virtual-keys/limits.tsx'
import type { CustomerLayer } from './customer-layers.tsx'
import { CustomerMenu } from './customer-menu.tsx'

interface CustomerTableProps {
  readonly projectId: string
  readonly customers: readonly Customer[]
  /** Absent where the reader may change nothing. */
  readonly onLayer?: (layer: CustomerLayer) => void
}

const columns = ['customer', 'state', 'calls', 'recent', 'budget', 'limits', 'region', 'named'] as const

/** Whom calls were for, those that cost most first. */
export function CustomerTable({ projectId, customers, onLayer }: CustomerTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('app.page.customers')}
      columns={columns.map((id) => ({ id, label: t(`customers.column.${id}`) }))}
      unnamedColumns={1}
    >
      {customers.map((customer) => (
        <CustomerRow key={customer.id} projectId={projectId} customer={customer} onLayer={onLayer} />
      ))}
    </ListTable>
  )
}

interface CustomerRowProps {
  readonly projectId: string
  readonly customer: Customer
  readonly onLayer: CustomerTableProps['onLayer'] | undefined
}

function CustomerRow({ projectId, customer, onLayer }: CustomerRowProps) {
  const { cost, number } = useFormats()
  const { id, alias, recent, maxBudget, budgetId } = customer
  return (
    <tr className="h-11 focus-within:bg-accent-soft hover:bg-hover">
      <th scope="row" className="max-w-64 px-2 pl-4 text-left font-normal">
        <Link
          to="/project/$projectId/requests"
          params={{ projectId }}
          search={{ endUser: [id], range: '30d' }}
          data-row-link=""
          title={alias ?? id}
          className="block truncate font-medium text-ink hover:underline"
        >
          {alias ?? id}
        </Link>
        {alias !== null && <code className="font-mono text-2xs text-ink-3">{id}</code>}
      </th>
      <td className="px-2">
        <CustomerState customer={customer} />
      </td>
      <td className="px-2 text-ink-2 tabular">{number(recent.calls)}</td>
      <td className="px-2 text-ink-2 tabular">{cost(recent.spend)}</td>
      <td className="px-2">{maxBudget === null ? <Absent /> : <BudgetCell budget={customer} />}</td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        <Limits limits={customer} />
      </td>
      <td className="max-w-32 px-2">
        <Muted text={customer.allowedModelRegion} />
      </td>
      <td className="max-w-48 px-2">
        <Muted text={budgetId} />
      </td>
      <td className="w-10 px-2 text-right">
        <CustomerMenu projectId={projectId} customer={customer} onLayer={onLayer} />
      </td>
    </tr>
  )
}

/** Whether calls for a customer are let through, and why not. */
function CustomerState({
  customer: { isKept, isBlocked, maxBudget, spend },
}: {
  readonly customer: Customer
}) {
  const { t } = useTranslation()
  if (!isKept) return <Badge>{t('customers.fromCalls')}</Badge>
  const state = isBlocked ? 'blocked' : maxBudget !== null && spend >= maxBudget ? 'spent' : 'active'
  const tone = { blocked: 'danger', spent: 'warn', active: 'ok' } as const
  return <Badge tone={tone[state]}>{t(`virtualKeys.state.${state}`)}</Badge>
}
