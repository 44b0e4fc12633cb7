import type { Batch } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useBatchWords } from './use-batch-words.ts'

const tones = {
  queued: 'neutral',
  running: 'accent',
  completed: 'ok',
  failed: 'danger',
  cancelled: 'neutral',
} as const satisfies Record<Batch['state'], Tone>

/** How far a batch is, or how it ended. */
export function BatchState({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation()
  const { failure } = useBatchWords()
  const isFailed = batch.state === 'failed'
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <Badge tone={tones[batch.state]}>{t(`batches.state.${batch.state}`)}</Badge>
      {batch.state === 'running' && <Progress batch={batch} />}
      {isFailed && <span className="text-xs text-pretty text-danger">{failure(batch)}</span>}
    </span>
  )
}

function Progress({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation()
  const { number, percent } = useFormats()
  const { title } = useBatchWords()
  const share = batch.rowsTotal === 0 ? 0 : Math.min(1, batch.rowsDone / batch.rowsTotal)
  const text = t('batches.rowsOf', { done: number(batch.rowsDone), total: number(batch.rowsTotal) })
  return (
    <span className="flex items-center gap-2">
      <span
        role="progressbar"
        aria-label={title(batch)}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={text}
        title={text}
        className="h-1.5 w-24 overflow-hidden rounded-full bg-sunken"
      >
        <span
          className="block h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="text-xs text-ink-2 tabular">{percent(Math.floor(share * 1000) / 1000)}</span>
    </span>
  )
}
