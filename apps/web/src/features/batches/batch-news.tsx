import type { Batch } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Toast } from '../../ui/toast.tsx'
import { DownloadLink } from './batch-actions.tsx'
import { batchesQuery, isUnderWay } from './batches.ts'
import { useBatchWords } from './use-batch-words.ts'

const nothing: readonly string[] = []

interface Watched {
  readonly batches: readonly Batch[] | undefined
  readonly underWay: readonly string[]
  readonly told: readonly string[]
}

/** Batches of the reader that have ended since the page was opened, until somebody closes the message. */
function useEndedBatches(projectId: string) {
  const { data } = useQuery(batchesQuery(projectId))
  const [watched, setWatched] = useState<Watched>({ batches: undefined, underWay: nothing, told: nothing })
  if (watched.batches !== data?.batches) {
    const mine = data?.batches.filter(({ isMine }) => isMine) ?? []
    const ended = mine.filter((batch) => !isUnderWay(batch) && watched.underWay.includes(batch.id))
    setWatched({
      batches: data?.batches,
      underWay: mine.filter(isUnderWay).map(({ id }) => id),
      told: [...watched.told, ...ended.map(({ id }) => id)],
    })
  }
  const close = (id: string) =>
    setWatched((now) => ({ ...now, told: now.told.filter((other) => other !== id) }))
  // One that failed may be under way again.
  const isNews = (batch: Batch) => !isUnderWay(batch) && batch.state !== 'cancelled'
  const shown = data?.batches.filter((batch) => watched.told.includes(batch.id) && isNews(batch))
  return { shown: shown ?? [], close }
}

/** Tells on any page that an export is ready, or why it is not. */
export function BatchNews({ projectId }: { readonly projectId: string }) {
  const { shown, close } = useEndedBatches(projectId)
  return shown.map((batch) => (
    <News key={batch.id} projectId={projectId} batch={batch} onClose={() => close(batch.id)} />
  ))
}

const titles = {
  failed: 'batches.failedNews',
  ready: 'batches.readyNews',
  done: 'batches.doneNews',
} as const

interface NewsProps {
  readonly projectId: string
  readonly batch: Batch
  readonly onClose: () => void
}

function News({ projectId, batch, onClose }: NewsProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { title, failure } = useBatchWords()
  const isFailed = batch.state === 'failed'
  const rows = t('batches.rows', { count: batch.rowsDone, rows: number(batch.rowsDone) })
  return (
    <Toast
      title={t(titles[isFailed ? 'failed' : batch.action.kind === 'export' ? 'ready' : 'done'], {
        name: title(batch),
      })}
      text={isFailed ? failure(batch) : rows}
      onClose={onClose}
    >
      <DownloadLink projectId={projectId} batch={batch} />
    </Toast>
  )
}
