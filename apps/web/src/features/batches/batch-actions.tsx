import type { Batch } from '@kansoku/contracts'
import { Download, RotateCcw, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { buttonClass } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { exportUrl, isUnderWay, useChangeBatch } from './batches.ts'
import { useBatchWords } from './use-batch-words.ts'

interface BatchActionsProps {
  readonly projectId: string
  readonly batch: Batch
}

/** What can be done with a batch in its state. */
export function BatchActions({ projectId, batch }: BatchActionsProps) {
  const { t } = useTranslation()
  const { title } = useBatchWords()
  const errorText = useErrorText()
  const change = useChangeBatch(projectId)
  const [confirming, setConfirming] = useState(false)
  const name = title(batch)
  const isTried = batch.state === 'failed' || batch.state === 'cancelled'
  const ask = () => {
    change.reset()
    setConfirming(true)
  }
  return (
    <span className="inline-flex items-center gap-1">
      {change.error && !confirming && (
        <span role="alert" className="text-xs text-danger">
          {errorText(change.error)}
        </span>
      )}
      <DownloadLink projectId={projectId} batch={batch} />
      {batch.mayChange && isTried && (
        <IconButton
          label={t('batches.retryOf', { name })}
          disabled={change.isPending}
          onClick={() => change.mutate({ verb: 'retry', batch })}
        >
          <RotateCcw size={15} />
        </IconButton>
      )}
      {batch.mayChange && isUnderWay(batch) && (
        <IconButton
          label={t('batches.cancelOf', { name })}
          disabled={change.isPending}
          onClick={() => change.mutate({ verb: 'cancel', batch })}
        >
          <X size={16} />
        </IconButton>
      )}
      {batch.mayChange && !isUnderWay(batch) && (
        <IconButton label={t('batches.deleteOf', { name })} onClick={ask}>
          <Trash2 size={15} />
        </IconButton>
      )}
      <ConfirmDialog
        open={confirming}
        onClose={() => setConfirming(false)}
        title={t('batches.confirmDelete', { name })}
        action={t('batches.delete')}
        onConfirm={() => change.mutate({ verb: 'delete', batch }, { onSuccess: () => setConfirming(false) })}
        isPending={change.isPending}
        error={change.error}
      >
        <p>{t(batch.action.kind === 'export' ? 'batches.confirmDeleteText' : 'batches.confirmForgetText')}</p>
      </ConfirmDialog>
    </span>
  )
}

/** Nothing unless there is a file to save. */
export function DownloadLink({ projectId, batch }: BatchActionsProps) {
  const { t } = useTranslation()
  if (batch.action.kind !== 'export' || batch.state !== 'completed') return null
  return (
    <a href={exportUrl(projectId, batch)} download className={buttonClass({ size: 'sm' })}>
      <Download size={14} aria-hidden="true" />
      {t('batches.download')}
    </a>
  )
}
