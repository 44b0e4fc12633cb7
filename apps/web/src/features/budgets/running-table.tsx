import type { Budgeted } from '@kansoku/contracts'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Absent, Muted } from '../traces/cells.tsx'
import { meantElse } from '../traces/meant-else.ts'
import { BudgetCell } from '../virtual-keys/budget-cell.tsx'
import { searchOf } from './budget-search.ts'
import { type BudgetState, budgetStateOf, forecastOf } from './budget-state.ts'

const tones: Readonly<Record<BudgetState, Tone>> = {
  fits: 'ok',
  short: 'warn',
  nearly: 'warn',
  soft: 'warn',
  spent: 'danger',
  blocked: 'danger',
}

const columns = ['name', 'state', 'spend', 'forecast', 'resets', 'budget'] as const

interface RunningTableProps {
  readonly projectId: string
  readonly budgeted: readonly Budgeted[]
}

/** Budgets that run, who used most of theirs first. */
export function RunningTable({ projectId, budgeted }: RunningTableProps) {
  const { t } = useTranslation()
  return (
    <ListTable
      label={t('app.page.budgets')}
      columns={columns.map((id) => ({ id, label: t(`budgets.column.${id}`) }))}
      unnamedColumns={0}
    >
      {budgeted.map((one) => (
        <BudgetRow key={JSON.stringify(searchOf(one))} projectId={projectId} budget={one} />
      ))}
    </ListTable>
  )
}

const route = '/project/$projectId/budgets'

function BudgetRow({ projectId, budget }: { readonly projectId: string; readonly budget: Budgeted }) {
  const { t } = useTranslation()
  const { date, exactTime } = useFormats()
  const navigate = useNavigate()
  const link = { to: route, params: { projectId }, search: searchOf(budget) } as const
  const { kind, name, teamName, budgetId, budgetResetAt } = budget
  const state = budgetStateOf(budget, Date.now())
  return (
    <tr
      onClick={(event) => {
        if (!meantElse(event)) void navigate(link)
      }}
      className="h-12 cursor-pointer focus-within:bg-accent-soft hover:bg-hover"
    >
      <th scope="row" className="max-w-64 px-2 pl-4 text-left font-normal">
        <Link
          {...link}
          data-row-link=""
          title={name}
          className="block truncate font-medium text-ink hover:underline"
        >
          {name}
        </Link>
        <span className="block truncate text-xs text-ink-3">
          {teamName === null ? t(`budgets.kind.${kind}`) : t('budgets.ofTeam', { team: teamName })}
        </span>
      </th>
      <td className="px-2">
        <Badge tone={tones[state]}>{t(`budgets.state.${state}`)}</Badge>
      </td>
      <td className="px-2">
        <BudgetCell budget={budget} />
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2 tabular">
        <Outlook budget={budget} />
      </td>
      <td className="px-2 whitespace-nowrap text-ink-2">
        {budgetResetAt === null ? (
          t('budgets.never')
        ) : (
          <span title={exactTime(budgetResetAt)}>{date(budgetResetAt)}</span>
        )}
      </td>
      <td className="max-w-48 px-2">
        <Muted text={budgetId} />
      </td>
    </tr>
  )
}

/** The day on which it is used up, or what will have been spent when it begins anew. */
function Outlook({ budget }: { readonly budget: Budgeted }) {
  const { t } = useTranslation()
  const { cost, date } = useFormats()
  if (budget.spend >= budget.maxBudget) return <Absent />
  const { usedUpAt, atEnd, isUsed } = forecastOf(budget, Date.now())
  if (!isUsed) return <span className="text-ink-3">{t('budgets.quiet')}</span>
  if (usedUpAt !== undefined) return t('budgets.usedUpOn', { when: date(usedUpAt) })
  return atEnd === undefined ? t('budgets.long') : t('budgets.atEnd', { spend: cost(atEnd) })
}
