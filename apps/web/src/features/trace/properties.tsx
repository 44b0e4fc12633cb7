import type { ObservationDetail, TraceDetail } from '@kansoku/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DiscussionOf } from '../comments/discussion.tsx'
import { JsonView } from '../json/json-view.tsx'
import { ScoresSection } from '../scores/scores-section.tsx'
import { CallHeaders, withoutHeaders } from './call-headers.tsx'
import { GatewayCall, isOfGateway } from './gateway-call.tsx'
import { Group, Pairs } from './group.tsx'
import { UsageTable } from './usage-table.tsx'

function Metadata({ metadata }: { readonly metadata: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation()
  if (Object.keys(metadata).length === 0) return null
  return (
    <Group title={t('trace.metadata')}>
      <JsonView value={metadata} label={t('trace.metadata')} />
    </Group>
  )
}

function Id({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  return (
    <span className="flex items-center justify-end gap-1">
      <code className="truncate font-mono text-2xs" title={id}>
        {id}
      </code>
      <CopyButton text={id} label={t('trace.copyId')} className="-my-1.5" />
    </span>
  )
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

interface AnnotationsProps {
  readonly projectId: string
  readonly trace: TraceDetail
  /** Null: the trace itself. */
  readonly observationId: string | null
}

/** What people say about one thing: scores and comments. */
function Annotations({ projectId, trace, observationId }: AnnotationsProps) {
  const { t } = useTranslation()
  const scores = trace.scores.filter((score) => score.observationId === observationId)
  const subject = { projectId, traceId: trace.id, observationId, mayWrite: trace.mayAnnotate }
  return (
    <>
      {(scores.length > 0 || trace.mayAnnotate) && (
        <Group title={t('trace.scores')}>
          <ScoresSection {...subject} scores={scores} />
        </Group>
      )}
      <Group title={t('comments.title')}>
        <DiscussionOf {...subject} />
      </Group>
    </>
  )
}

interface ObservationPropertiesProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly observation: ObservationDetail
  readonly isShared: boolean
  readonly onSelect: (observationId: string) => void
}

export function ObservationProperties({
  projectId,
  trace,
  observation,
  isShared,
  onSelect,
}: ObservationPropertiesProps) {
  const { t } = useTranslation()
  const { exactTime } = useFormats()
  const { usageDetails, costDetails, modelParameters, metadata, promptName, promptVersion } = observation
  const isOfCall = isOfGateway(observation)
  const hasUsage = Object.keys(usageDetails).length + Object.keys(costDetails).length > 0
  const parameters = Object.entries(modelParameters).filter(([, value]) => value !== null)
  const facts: (readonly [string, ReactNode])[] = [
    [t('trace.start'), exactTime(observation.startTime)],
    ...(observation.endTime ? [[t('trace.end'), exactTime(observation.endTime)] as const] : []),
    ...(promptName ? [[t('trace.prompt'), `${promptName} · v${promptVersion ?? '?'}`] as const] : []),
    ...(observation.version ? [[t('traces.column.version'), observation.version] as const] : []),
    ...(observation.pricingTierName ? [[t('trace.pricingTier'), observation.pricingTierName] as const] : []),
    [t('traces.column.environment'), observation.environment],
    [t('trace.id'), <Id key="id" id={observation.id} />],
  ]
  return (
    <>
      {hasUsage && (
        <Group title={t('trace.usage')}>
          <UsageTable usage={usageDetails} costs={costDetails} />
          {observation.totalCost === null && observation.model && (
            <p className="mt-2 text-2xs text-ink-3">{t('trace.noPrice', { model: observation.model })}</p>
          )}
        </Group>
      )}
      {!isShared && isOfCall && (
        <GatewayCall projectId={projectId} observation={observation} onSelect={onSelect} />
      )}
      {parameters.length > 0 && (
        <Group title={t('trace.modelParameters')}>
          <Pairs pairs={parameters.map(([name, value]) => [name, asText(value)])} />
        </Group>
      )}
      {!isShared && <Annotations projectId={projectId} trace={trace} observationId={observation.id} />}
      {!isShared && isOfCall && <CallHeaders metadata={metadata} />}
      <Metadata metadata={isOfCall ? withoutHeaders(metadata) : metadata} />
      <Group title={t('trace.details')}>
        <Pairs pairs={facts} />
      </Group>
    </>
  )
}

export function TraceProperties({
  projectId,
  trace,
  isShared,
}: Pick<ObservationPropertiesProps, 'projectId' | 'trace' | 'isShared'>) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <>
      <Group title={t('trace.usage')}>
        <UsageTable usage={trace.usageDetails} costs={trace.costDetails} />
      </Group>
      {!isShared && <Annotations projectId={projectId} trace={trace} observationId={null} />}
      <Metadata metadata={trace.metadata} />
      <Group title={t('trace.details')}>
        <Pairs
          pairs={[
            [t('traces.column.observationCount'), number(trace.observationCount)],
            [t('trace.errors'), number(trace.errorCount)],
            [t('traces.column.models'), trace.models.join(', ') || '–'],
            [t('trace.id'), <Id key="id" id={trace.id} />],
          ]}
        />
      </Group>
    </>
  )
}
