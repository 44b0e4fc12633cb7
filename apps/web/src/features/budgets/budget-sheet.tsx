import type { getBudgeted, RouteResponse } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { Fact, FactBar } from '../../ui/fact.tsx'
import { BudgetCard } from './budget-card.tsx'
import { type BudgetOwner, budgetOfQuery } from './budget-queries.ts'

interface BudgetSheetProps {
  readonly projectId: string
  readonly owner: BudgetOwner | undefined
  readonly onClose: () => void
}

/** One budget: what is left of it day by day, and how long it lasts. */
export function BudgetSheet({ projectId, owner, onClose }: BudgetSheetProps) {
  const { t } = useTranslation()
  const query = useQuery({
    ...budgetOfQuery(projectId, owner ?? { kind: 'key', id: '', memberId: null }),
    enabled: owner !== undefined,
  })
  return (
    <Sheet
      open={owner !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={query.data ? t('budgets.one', { name: query.data.name }) : t('app.page.budgets')}
      side="end"
      isWide
    >
      {query.data && <BudgetFacts budget={query.data} />}
      <div className="flex flex-col gap-4 p-4">
        <BudgetCard query={query} />
        {query.data && <BudgetLinks projectId={projectId} budget={query.data} />}
      </div>
    </Sheet>
  )
}

type Budget = RouteResponse<typeof getBudgeted>

function BudgetFacts({ budget }: { readonly budget: Budget }) {
  const { t } = useTranslation()
  const { cost, date } = useFormats()
  const { kind, teamName, spend, maxBudget, softBudget, budgetResetAt, budgetId } = budget
  return (
    <FactBar>
      <Fact label={t(`budgets.kind.${kind}`)}>{teamName ?? budget.name}</Fact>
      <Fact label={t('budgets.column.spend')}>
        {t('virtualKeys.ofBudget', { spend: cost(spend), budget: cost(maxBudget) })}
      </Fact>
      {softBudget !== null && <Fact label={t('budgets.softBudget')}>{cost(softBudget)}</Fact>}
      {budgetResetAt !== null && <Fact label={t('budgets.column.resets')}>{date(budgetResetAt)}</Fact>}
      {budgetId !== null && <Fact label={t('budgets.column.budget')}>{budgetId}</Fact>}
    </FactBar>
  )
}

/** The calls that a budget counts, where they can be told apart. */
function callsOf({ kind, id }: Budget) {
  const range = '30d' as const
  if (kind === 'key') return { key: [id], range }
  if (kind === 'team' || kind === 'team_member') return { team: [id], range }
  return kind === 'end_user' ? { endUser: [id], range } : undefined
}

function BudgetLinks({ projectId, budget }: { readonly projectId: string; readonly budget: Budget }) {
  const { t } = useTranslation()
  const calls = callsOf(budget)
  const isOfTeam = budget.kind === 'team' || budget.kind === 'team_member'
  return (
    <div className="flex flex-wrap gap-2">
      {calls && (
        <Link
          to="/project/$projectId/requests"
          params={{ projectId }}
          search={calls}
          className={buttonClass()}
        >
          {t('app.page.requests')}
        </Link>
      )}
      {isOfTeam && (
        <Link
          to="/project/$projectId/teams/$teamId"
          params={{ projectId, teamId: budget.id }}
          className={buttonClass()}
        >
          {t('budgets.openTeam')}
        </Link>
      )}
      {budget.kind === 'user' && (
        <Link to="/project/$projectId/virtual-keys" params={{ projectId }} className={buttonClass()}>
          {t('app.page.virtualKeys')}
        </Link>
      )}
    </div>
  )
}
