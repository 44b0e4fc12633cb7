import { getCallOfObservation, type ObservationDetail } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useFormats } from '../../lib/language.ts'
import { TryList } from '../requests/try-list.tsx'
import { Group, Pairs } from './group.tsx'
import { traceKey } from './trace-queries.ts'

interface GatewayCallProps {
  readonly projectId: string
  readonly observation: ObservationDetail
  readonly onSelect: (observationId: string) => void
}

/** Whether a gateway recorded an observation, so that there is something to ask for. */
export function isOfGateway({ type, metadata }: ObservationDetail): boolean {
  return type === 'GENERATION' && metadata.call_type !== undefined
}

const linkClass = 'rounded-sm text-accent hover:underline'

/** The way of a generation through the gateway: whose key, which deployment, what was tried before. */
export function GatewayCall({ projectId, observation, onSelect }: GatewayCallProps) {
  const { t } = useTranslation()
  const { duration } = useFormats()
  const { id: observationId, traceId, startTime: at, metadata } = observation
  const { data } = useQuery({
    queryKey: [...traceKey(projectId, traceId), 'gatewayCall', observationId],
    queryFn: ({ signal }) =>
      api.call(
        getCallOfObservation,
        { params: { projectId, traceId, observationId }, query: { at } },
        { signal },
      ),
    staleTime: 15_000,
  })
  if (!data?.call) return null
  const { keyId, keyName, teamId, teamName, modelGroup, provider, deployment, cacheHit } = data.call
  const params = { projectId }
  const told = (name: string): ReactNode => {
    const value = metadata[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const pairs: (readonly [string, ReactNode])[] = [
    [
      t('trace.gateway.key'),
      keyId && (
        <Link
          to="/project/$projectId/requests"
          params={params}
          search={{ key: [keyId] }}
          className={linkClass}
        >
          {keyName ?? keyId.slice(0, 12)}
        </Link>
      ),
    ],
    [
      t('trace.gateway.team'),
      teamId && (
        <Link to="/project/$projectId/teams/$teamId" params={{ ...params, teamId }} className={linkClass}>
          {teamName ?? teamId}
        </Link>
      ),
    ],
    [
      t('trace.gateway.group'),
      modelGroup && (
        <Link
          to="/project/$projectId/requests"
          params={params}
          search={{ model: [modelGroup] }}
          className={linkClass}
        >
          {modelGroup}
        </Link>
      ),
    ],
    [t('trace.gateway.provider'), provider],
    [t('trace.gateway.region'), told('aws_region_name')],
    [t('trace.gateway.endpoint'), told('api_base')],
    [t('trace.gateway.deployment'), deployment],
    [t('trace.gateway.retries'), told('attempted_retries')],
    [t('trace.gateway.fallbacks'), told('attempted_fallbacks')],
    [t('trace.gateway.cache'), cacheHit ? t('traces.cached') : ''],
    [
      t('trace.gateway.cooldown'),
      typeof metadata.cooldown_seconds === 'number' ? duration(metadata.cooldown_seconds) : '',
    ],
  ]
  return (
    <Group title={t('trace.gateway.title')}>
      <Pairs pairs={pairs.filter(([, value]) => value !== '')} />
      {data.tries.length > 1 && (
        <div className="mt-3 -mb-4">
          <TryList tries={data.tries} onOpen={(one) => onSelect(one.observationId)} />
        </div>
      )}
    </Group>
  )
}
