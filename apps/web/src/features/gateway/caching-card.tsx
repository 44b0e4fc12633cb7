import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Card } from '../../ui/card.tsx'
import { NothingSet, SetupFact, SetupFacts } from './setup-rows.tsx'

/** Whether answers are kept, and for whom. */
export function CachingCard({ caching }: { readonly caching: GatewaySetup['caching'] }) {
  const { t } = useTranslation()
  const { duration, percent } = useFormats()
  return (
    <Card title={t('gateway.caching.title')}>
      {caching ? (
        <SetupFacts>
          <SetupFact label={t('gateway.caching.place')}>
            {t(`gateway.caching.placeOf.${caching.place}`)}
          </SetupFact>
          <SetupFact label={t('gateway.caching.ttl')}>{duration(caching.ttlSeconds)}</SetupFact>
          <SetupFact label={t('gateway.caching.which')}>
            {t(caching.isByDefault ? 'gateway.caching.all' : 'gateway.caching.asked')}
          </SetupFact>
          <SetupFact label={t('gateway.caching.semantic')}>
            {caching.semantic
              ? t('gateway.caching.similar', {
                  model: caching.semantic.model,
                  share: percent(caching.semantic.threshold),
                })
              : t('gateway.off')}
          </SetupFact>
        </SetupFacts>
      ) : (
        <NothingSet text={t('gateway.caching.none')} example="litellm_settings.cache" />
      )}
    </Card>
  )
}
