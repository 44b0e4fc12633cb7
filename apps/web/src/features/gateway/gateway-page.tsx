import type { GatewaySetup } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Waypoints } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SnippetTabs } from '../onboarding/snippet-tabs.tsx'
import { gatewaySnippetNames } from '../onboarding/snippets.ts'
import { CachingCard } from './caching-card.tsx'
import { CallbacksCard } from './callbacks-card.tsx'
import { ConfigRefusalNotice } from './config-refusal.tsx'
import { GuardrailsCard } from './guardrails-card.tsx'
import { McpServersCard } from './mcp-servers-card.tsx'
import { RoutingCard } from './routing-card.tsx'
import { setupQuery } from './setup.ts'

/** What the config file of the gateway says, whether it works, and how to call it. */
export function GatewayPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { data, error, refetch } = useQuery(setupQuery(projectId))
  const again = <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
  return (
    <>
      <PageHeader title={t('app.page.gateway')}>{data?.setup && <FileState setup={data.setup} />}</PageHeader>
      {!data && error && (
        <EmptyState title={t('gateway.notLoaded')} text={errorText(error)}>
          {again}
        </EmptyState>
      )}
      {!(data || error) && <Skeleton className="m-4 h-40" />}
      {data && !data.setup && (
        <EmptyState
          icon={<Waypoints size={36} strokeWidth={1.25} />}
          title={t('models.awayTitle')}
          text={t('gateway.awayText')}
        >
          {again}
        </EmptyState>
      )}
      {data?.setup && <Setup projectId={projectId} setup={data.setup} mayTest={data.mayTest} />}
    </>
  )
}

/** Whether the file that is in use is the newest one. */
function FileState({ setup: { loadedAt, refusal } }: { readonly setup: GatewaySetup }) {
  const { t } = useTranslation()
  const { relative, exactTime } = useFormats()
  return (
    <span className="flex items-center gap-2 text-xs text-ink-3 max-sm:hidden">
      <Badge tone={refusal ? 'danger' : 'ok'}>
        {t(refusal ? 'gateway.file.broken' : 'gateway.file.inUse')}
      </Badge>
      <time dateTime={loadedAt} title={exactTime(loadedAt)}>
        {t('gateway.file.loaded', { time: relative(loadedAt) })}
      </time>
    </span>
  )
}

interface SetupProps {
  readonly projectId: string
  readonly setup: GatewaySetup
  readonly mayTest: boolean
}

function Setup({ projectId, setup, mayTest }: SetupProps) {
  const { t } = useTranslation()
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 max-sm:p-3">
        <ConfigRefusalNotice {...setup} />
        <Card title={t('gateway.call')}>
          <SnippetTabs projectId={projectId} names={gatewaySnippetNames} />
        </Card>
        <RoutingCard routing={setup.routing} />
        <CachingCard caching={setup.caching} />
        <CallbacksCard
          projectId={projectId}
          callbacks={setup.callbacks}
          idle={setup.idleCallbacks}
          mayTest={mayTest}
        />
        <McpServersCard projectId={projectId} servers={setup.mcpServers} mayTest={mayTest} />
        <GuardrailsCard guardrails={setup.guardrails} />
      </div>
    </div>
  )
}
