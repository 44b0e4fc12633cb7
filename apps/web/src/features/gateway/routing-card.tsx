import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Card } from '../../ui/card.tsx'
import { groupRules } from './group-rules.ts'
import { SetupFact, SetupFacts } from './setup-rows.tsx'

type Routing = GatewaySetup['routing']

/** How calls find a deployment, and what happens when it fails. */
export function RoutingCard({ routing }: { readonly routing: Routing }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const { streamTimeoutSeconds, cooldownSeconds, affinity, tagFilter } = routing
  return (
    <Card title={t('gateway.routing.title')}>
      <SetupFacts>
        <SetupFact label={t('gateway.routing.strategy')}>
          <code className="font-mono text-xs">{routing.strategy}</code>
        </SetupFact>
        <SetupFact label={t('gateway.routing.retries')}>{number(routing.retries)}</SetupFact>
        <SetupFact label={t('gateway.routing.timeout')}>
          {duration(routing.timeoutSeconds)}
          {streamTimeoutSeconds !== null &&
            ` · ${t('gateway.routing.firstChunk', { time: duration(streamTimeoutSeconds) })}`}
        </SetupFact>
        <SetupFact label={t('gateway.routing.cooldown')}>
          {cooldownSeconds === null ? t('gateway.off') : duration(cooldownSeconds)}
        </SetupFact>
        <SetupFact label={t('gateway.routing.contextWindow')}>
          {t(routing.checksContextWindow ? 'gateway.on' : 'gateway.off')}
        </SetupFact>
        <SetupFact label={t('gateway.routing.tags')}>{t(`gateway.routing.tagFilter.${tagFilter}`)}</SetupFact>
        {affinity.length > 0 && (
          <SetupFact label={t('gateway.routing.affinity')}>
            {affinity.map((name) => t(`gateway.routing.affinityBy.${name}`)).join(t('gateway.separator'))}
          </SetupFact>
        )}
        <SetupFact label={t('gateway.routing.fallbacks')}>
          <Fallbacks rules={routing.fallbacks} />
        </SetupFact>
      </SetupFacts>
    </Card>
  )
}

function Fallbacks({ rules }: { readonly rules: Routing['fallbacks'] }) {
  const { t } = useTranslation()
  if (rules.length === 0) return t('gateway.routing.noFallbacks')
  return (
    <ul className="flex flex-col gap-1.5">
      {groupRules(rules).map(({ kind, models, targets }) => (
        <li key={`${kind} ${models.join()}`}>
          {models.map((model) => model ?? t('gateway.routing.allOthers')).join(t('gateway.separator'))}{' '}
          <span aria-hidden="true">→</span> <span className="sr-only">{t('gateway.routing.to')}</span>
          {targets.length === 0 ? t('gateway.routing.noFallbacks') : targets.join(' → ')}
          {(kind === 'contextWindow' || kind === 'contentPolicy') && (
            <span className="text-xs text-ink-3"> {t(`gateway.routing.when.${kind}`)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
