import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CallbacksCard } from '../gateway/callbacks-card.tsx'
import { setupQuery } from '../gateway/setup.ts'
import { SnippetTabs } from '../onboarding/snippet-tabs.tsx'
import { agentSnippetNames, gatewaySnippetNames, telemetrySnippetNames } from '../onboarding/snippets.ts'

/** How other programs call, tell and ask this installation, and whom it tells itself. */
export function IntegrationsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  return (
    <>
      <Card title={t('integrations.call')} note={t('integrations.callNote')}>
        <SnippetTabs projectId={projectId} names={gatewaySnippetNames} />
      </Card>
      <Card title={t('integrations.telemetry')} note={t('integrations.telemetryNote')}>
        <SnippetTabs projectId={projectId} names={telemetrySnippetNames} />
      </Card>
      <Card title={t('integrations.agents')} note={t('integrations.agentsNote')}>
        <SnippetTabs projectId={projectId} names={agentSnippetNames} />
      </Card>
      <Callbacks projectId={projectId} />
    </>
  )
}

/** Those of the gateway, which another process answers for. */
function Callbacks({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(setupQuery(projectId))
  if (data?.setup)
    return (
      <CallbacksCard
        projectId={projectId}
        callbacks={data.setup.callbacks}
        idle={data.setup.idleCallbacks}
        mayTest={data.mayTest}
      />
    )
  if (!(data || error)) return <Skeleton className="h-24" />
  return (
    <Card title={t('gateway.callbacks.title')} note={t('gateway.callbacks.note')}>
      <EmptyState title={t('models.awayTitle')} text={error ? errorText(error) : t('integrations.awayText')}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    </Card>
  )
}
