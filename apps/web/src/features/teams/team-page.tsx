import type { getProjectTeam, RouteResponse, VirtualKey } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Fact, FactBar } from '../../ui/fact.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BudgetCard } from '../budgets/budget-card.tsx'
import { BackLink } from '../traces/back-link.tsx'
import { Models } from '../traces/cells.tsx'
import { BudgetCell } from '../virtual-keys/budget-cell.tsx'
import { Limits } from '../virtual-keys/limits.tsx'
import { MembersCard } from './members-card.tsx'
import { type TeamLayer, TeamLayers } from './team-layers.tsx'
import { TeamMenu } from './team-menu.tsx'
import { TeamState } from './team-state.tsx'
import { teamQuery } from './teams.ts'

type Detail = RouteResponse<typeof getProjectTeam>

const spendingOf = ({ team, since, days }: Detail) => ({ ...team, since, days })

/** One team: its budget, who is in it, and its keys. */
export function TeamPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, teamId } = useParams({ from: '/project/$projectId/teams/$teamId' })
  const navigate = useNavigate()
  const query = useQuery(teamQuery(projectId, teamId))
  const spending = useQuery({ ...teamQuery(projectId, teamId), select: spendingOf })
  const [layer, setLayer] = useState<TeamLayer>()
  const { data, error, refetch } = query
  const back = () => void navigate({ to: '/project/$projectId/teams', params: { projectId } })
  const name = data ? (data.team.alias ?? data.team.id) : t('app.page.teams')
  return (
    <>
      <PageHeader title={name} heading={<TeamHeading projectId={projectId} name={name} />}>
        {data && <TeamState team={data.team} />}
        <Link
          to="/project/$projectId/traces"
          params={{ projectId }}
          search={{ team: [teamId], range: '7d' }}
          className={buttonClass({}, 'max-sm:hidden')}
        >
          {t('app.page.traces')}
        </Link>
        <Link
          to="/project/$projectId/requests"
          params={{ projectId }}
          search={{ team: [teamId], range: '30d' }}
          className={buttonClass()}
        >
          {t('app.page.requests')}
        </Link>
        {data?.mayChange && <TeamMenu projectId={projectId} team={data.team} onLayer={setLayer} />}
      </PageHeader>
      {data && <TeamFacts detail={data} />}
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !data ? (
          <EmptyState title={t('teams.notLoaded')} text={errorText(error)}>
            <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
          </EmptyState>
        ) : (
          <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 max-sm:p-3">
            <BudgetCard query={spending} />
            {data ? <TeamLists projectId={projectId} detail={data} /> : <Skeleton className="h-40" />}
          </div>
        )}
      </div>
      {layer && (
        <TeamLayers
          projectId={projectId}
          layer={layer}
          onClose={() => setLayer(undefined)}
          onDeleted={back}
        />
      )}
    </>
  )
}

function TeamHeading({ projectId, name }: { readonly projectId: string; readonly name: string }) {
  return (
    <div className="flex min-w-0 items-center gap-2 max-lg:flex-1">
      <BackLink projectId={projectId} page="teams" search={{}} />
      <h1 title={name} className="max-w-[32rem] truncate text-lg font-semibold tracking-tight">
        {name}
      </h1>
    </div>
  )
}

function TeamFacts({ detail: { team } }: { readonly detail: Detail }) {
  const { t } = useTranslation()
  const { cost, date } = useFormats()
  const { spend, maxBudget, budgetResetAt, models, createdAt } = team
  return (
    <FactBar>
      <Fact label={t('teams.column.spend')}>
        {maxBudget === null
          ? cost(spend)
          : t('virtualKeys.ofBudget', { spend: cost(spend), budget: cost(maxBudget) })}
      </Fact>
      {budgetResetAt !== null && <Fact label={t('teams.resetAt')}>{date(budgetResetAt)}</Fact>}
      <Fact label={t('teams.column.models')}>
        {models.length === 0 ? t('virtualKeys.allModels') : <Models models={models} />}
      </Fact>
      <Fact label={t('teams.column.limits')} className="max-w-none">
        <Limits limits={team} />
      </Fact>
      <Fact label={t('teams.column.created')}>{date(createdAt)}</Fact>
    </FactBar>
  )
}

function TeamLists({ projectId, detail }: { readonly projectId: string; readonly detail: Detail }) {
  const { team, members, keys, mayChange } = detail
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <MembersCard projectId={projectId} teamId={team.id} members={members} mayChange={mayChange} />
      <KeysCard projectId={projectId} keys={keys} />
    </div>
  )
}

function KeysCard({ projectId, keys }: { readonly projectId: string; readonly keys: readonly VirtualKey[] }) {
  const { t } = useTranslation()
  return (
    <Card
      title={t('app.page.virtualKeys')}
      actions={
        <Link
          to="/project/$projectId/virtual-keys"
          params={{ projectId }}
          className={buttonClass({ size: 'sm' })}
        >
          {t('teams.manageKeys')}
        </Link>
      }
    >
      {keys.length === 0 && <p className="px-4 pt-2 pb-5 text-sm text-ink-3">{t('teams.noKeys')}</p>}
      <ul className="divide-y divide-line pb-1">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-40 flex-1">
              <Link
                to="/project/$projectId/requests"
                params={{ projectId }}
                search={{ key: [key.id], range: '30d' }}
                className="block truncate font-medium hover:underline"
              >
                {key.alias ?? key.displayKey}
              </Link>
              {key.alias !== null && <code className="font-mono text-2xs text-ink-3">{key.displayKey}</code>}
            </span>
            <BudgetCell budget={key} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
