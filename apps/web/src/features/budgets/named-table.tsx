import type { NamedBudget } from '@kansoku/contracts'
import { Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent } from '../traces/cells.tsx'
import { Limits } from '../virtual-keys/limits.tsx'
import type { NamedLayer } from './named-layers.tsx'

interface NamedTableProps {
  readonly budgets: readonly NamedBudget[]
  /** Absent where the reader may change nothing. */
  readonly onLayer?: (layer: NamedLayer) => void
}

const columns = ['name', 'budget', 'softBudget', 'limits', 'users', 'created'] as const

/** Limits with a name, and who has them. */
export function NamedTable({ budgets, onLayer }: NamedTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('budgets.show.named')}
      columns={columns.map((id) => ({ id, label: t(`budgets.named.column.${id}`) }))}
      unnamedColumns={onLayer ? 1 : 0}
    >
      {budgets.map((budget) => (
        <NamedRow key={budget.id} budget={budget} onLayer={onLayer} />
      ))}
    </ListTable>
  )
}

interface NamedRowProps {
  readonly budget: NamedBudget
  readonly onLayer: NamedTableProps['onLayer'] | undefined
}

function NamedRow({ budget, onLayer }: NamedRowProps) {
  const { t } = useTranslation()
  const { cost, date, exactTime } = useFormats()
  const { id, maxBudget, softBudget, budgetDuration, createdAt } = budget
  const every = budgetDuration ? t(`virtualKeys.every.${budgetDuration as '1d'}`, budgetDuration) : ''
  return (
    <tr className="h-11 hover:bg-hover">
      <th scope="row" title={id} className="max-w-64 truncate px-2 pl-4 text-left font-medium">
        {id}
      </th>
      <td className="px-2 whitespace-nowrap tabular">
        {maxBudget === null ? (
          <Absent />
        ) : (
          <>
            {cost(maxBudget)} <span className="text-xs text-ink-3">{every}</span>
          </>
        )}
      </td>
      <td className="px-2 text-ink-2 tabular">{softBudget === null ? <Absent /> : cost(softBudget)}</td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        <NamedLimits budget={budget} />
      </td>
      <td className="max-w-80 px-2">
        <Users budget={budget} />
      </td>
      <td title={exactTime(createdAt)} className="px-2 whitespace-nowrap text-ink-2">
        {date(createdAt)}
      </td>
      {onLayer && (
        <td className="px-2 text-right whitespace-nowrap">
          <IconButton
            size="iconSm"
            label={t('budgets.named.edit', { name: id })}
            onClick={() => onLayer({ kind: 'edit', budget })}
          >
            <Pencil size={14} />
          </IconButton>
          <IconButton
            size="iconSm"
            label={t('budgets.named.delete', { name: id })}
            onClick={() => onLayer({ kind: 'delete', budget })}
          >
            <Trash2 size={14} />
          </IconButton>
        </td>
      )}
    </tr>
  )
}

function NamedLimits({ budget }: { readonly budget: NamedBudget }) {
  const { t } = useTranslation()
  const { compact } = useFormats()
  const { rpmLimit, tpmLimit, maxParallelRequests: most } = budget
  if (most === null) return <Limits limits={budget} />
  const parallel = t('budgets.named.parallel', { shown: compact(most) })
  if (rpmLimit === null && tpmLimit === null) return parallel
  return (
    <>
      <Limits limits={budget} /> · {parallel}
    </>
  )
}

/** Names of those of the project, and how many others there are. */
function Users({ budget: { users, elsewhere } }: { readonly budget: NamedBudget }) {
  const { t } = useTranslation()
  const names = users.map(({ kind, name }) => `${name} (${t(`budgets.kind.${kind}`)})`)
  const others = elsewhere ? [t('budgets.named.elsewhere', { count: elsewhere })] : []
  const all = [...names, ...others]
  if (all.length === 0) return <span className="text-ink-3">{t('budgets.named.nobody')}</span>
  return (
    <span title={all.join('\n')} className="block truncate text-ink-2">
      {all.join(' · ')}
    </span>
  )
}
