import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { NothingSet, SetupItem, SetupList } from './setup-rows.tsx'

/** What looks at prompts and answers. */
export function GuardrailsCard({ guardrails }: { readonly guardrails: GatewaySetup['guardrails'] }) {
  const { t } = useTranslation()
  const title = t('gateway.guardrails.title')
  return (
    <Card title={title}>
      {guardrails.length === 0 && <NothingSet text={t('gateway.guardrails.none')} example="guardrails" />}
      <SetupList label={title}>
        {guardrails.map(({ name, type, modes, isByDefault }) => (
          <SetupItem
            key={name}
            name={name}
            notes={
              <>
                <Badge>{type}</Badge>
                {modes.map((mode) => (
                  <code key={mode} className="font-mono">
                    {mode}
                  </code>
                ))}
                {t(isByDefault ? 'gateway.guardrails.always' : 'gateway.guardrails.named')}
              </>
            }
          />
        ))}
      </SetupList>
    </Card>
  )
}
