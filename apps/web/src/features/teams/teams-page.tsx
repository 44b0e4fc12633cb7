import type { listProjectTeams, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { type TeamLayer, TeamLayers } from './team-layers.tsx'
import { TeamTable } from './team-table.tsx'
import { teamsQuery } from './teams.ts'

export function TeamsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const query = useQuery(teamsQuery(projectId))
  const [layer, setLayer] = useState<TeamLayer>()
  useRowKeys()
  return (
    <>
      <PageHeader title={t('app.page.teams')}>
        {query.data?.mayChange && (
          <Button variant="primary" onClick={() => setLayer({ kind: 'create' })}>
            <Plus size={15} aria-hidden="true" />
            {t('teams.create')}
          </Button>
        )}
      </PageHeader>
      <TeamList projectId={projectId} query={query} onLayer={setLayer} />
      {layer && <TeamLayers projectId={projectId} layer={layer} onClose={() => setLayer(undefined)} />}
    </>
  )
}

interface TeamListProps {
  readonly projectId: string
  readonly query: UseQueryResult<RouteResponse<typeof listProjectTeams>>
  readonly onLayer: (layer: TeamLayer) => void
}

function TeamList({ projectId, query: { data, error, refetch }, onLayer }: TeamListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (!data && error)
    return (
      <EmptyState title={t('teams.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.teams.length === 0)
    return (
      <EmptyState
        icon={<UsersRound size={36} strokeWidth={1.25} />}
        title={t('teams.noneTitle')}
        text={t('teams.noneText')}
      >
        {data.mayChange && <Button onClick={() => onLayer({ kind: 'create' })}>{t('teams.create')}</Button>}
      </EmptyState>
    )
  return <TeamTable projectId={projectId} teams={data.teams} {...(data.mayChange ? { onLayer } : {})} />
}
