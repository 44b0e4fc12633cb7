import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Badge } from '../../ui/badge.tsx'
import { Card } from '../../ui/card.tsx'
import { ConnectionTest } from './connection-test.tsx'
import { useTestCallback } from './setup.ts'
import { NothingSet, SetupItem, SetupList } from './setup-rows.tsx'

type Callback = GatewaySetup['callbacks'][number]

interface CallbacksCardProps {
  readonly projectId: string
  readonly callbacks: readonly Callback[]
  /** Those that can be told nothing. */
  readonly idle: GatewaySetup['idleCallbacks']
  readonly mayTest: boolean
}

/** Who is told of finished calls, beside this platform. */
export function CallbacksCard({ projectId, callbacks, idle, mayTest }: CallbacksCardProps) {
  const { t } = useTranslation()
  const title = t('gateway.callbacks.title')
  return (
    <Card title={title} note={t('gateway.callbacks.note')}>
      {callbacks.length + idle.length === 0 && (
        <NothingSet text={t('gateway.callbacks.none')} example="litellm_settings.callbacks" />
      )}
      <SetupList label={title}>
        {callbacks.map((callback) => (
          <CallbackItem
            key={`${callback.name} ${callback.kind}`}
            projectId={projectId}
            callback={callback}
            mayTest={mayTest}
          />
        ))}
        {idle.map(({ name, reason }) => (
          <SetupItem key={name} name={name} notes={<Badge tone="warn">{t('gateway.callbacks.idle')}</Badge>}>
            <p className="text-xs text-ink-2">{reason}</p>
          </SetupItem>
        ))}
      </SetupList>
    </Card>
  )
}

interface CallbackItemProps {
  readonly projectId: string
  readonly callback: Callback
  readonly mayTest: boolean
}

function CallbackItem({ projectId, callback, mayTest }: CallbackItemProps) {
  const { t } = useTranslation()
  const test = useTestCallback(projectId)
  const { name, kind, onSuccess, onFailure, withoutContent } = callback
  const calls = onSuccess && onFailure ? 'all' : onSuccess ? 'successes' : 'failures'
  const kindName = t(`gateway.callbacks.kind.${kind}`)
  const notes = (
    <>
      <Badge>{kindName}</Badge>
      {t(`gateway.callbacks.calls.${calls}`)}
      {withoutContent && <Badge>{t('gateway.callbacks.withoutContent')}</Badge>}
    </>
  )
  return (
    <SetupItem name={name} notes={notes}>
      {mayTest && (
        <ConnectionTest name={`${name} (${kindName})`} test={test} onTest={() => test.mutate(callback)} />
      )}
    </SetupItem>
  )
}
