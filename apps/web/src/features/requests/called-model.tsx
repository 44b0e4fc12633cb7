import type { GatewayCallRow } from '@kansoku/contracts'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Absent } from '../traces/cells.tsx'
import { shortModel } from '../traces/short-model.ts'

interface CalledModelProps {
  readonly call: Pick<GatewayCallRow, 'modelGroup' | 'model' | 'deployment'>
}

/** The name that was asked for and, where that is another, the model behind it. */
export function CalledModel({ call: { modelGroup, model, deployment } }: CalledModelProps) {
  const { t } = useTranslation()
  const behind = model === '' ? '' : shortModel(model)
  if (modelGroup === '' && behind === '') return <Absent />
  const isSame = modelGroup === '' || modelGroup === behind || modelGroup === model
  return (
    <span
      title={[model, deployment].filter(Boolean).join(' · ')}
      className="flex min-w-0 items-center gap-1.5"
    >
      <span className="truncate">{modelGroup || behind}</span>
      {!isSame && (
        <>
          <ArrowRight
            size={12}
            role="img"
            aria-label={t('requests.triedAt')}
            className="shrink-0 text-ink-3"
          />
          <span className="truncate text-ink-2">{behind}</span>
        </>
      )}
    </span>
  )
}
