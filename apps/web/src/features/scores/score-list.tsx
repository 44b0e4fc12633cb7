import type { TraceScore } from '@kansoku/contracts'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useDeleteScore } from './scores.ts'

interface ScoreListProps {
  readonly projectId: string
  readonly traceId: string
  readonly scores: readonly TraceScore[]
  /** Absent: nothing can be changed. */
  readonly onEdit?: (score: TraceScore) => void
}

export function ScoreList({ scores, onEdit, ...ofTrace }: ScoreListProps) {
  const { t } = useTranslation()
  const { number, dateTime } = useFormats()
  const [doomed, setDoomed] = useState<TraceScore>()
  const textOf = ({ dataType, value, stringValue }: TraceScore) => {
    if (dataType === 'BOOLEAN') return value === 1 ? t('trace.yes') : t('trace.no')
    return stringValue ?? (value === null ? '–' : number(value))
  }
  if (scores.length === 0) return null
  return (
    <>
      <ul className="flex flex-col gap-2 text-xs">
        {scores.map((score) => (
          <li key={score.id}>
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 truncate text-ink-2">{score.name}</span>
              <span className="text-2xs text-ink-3" title={dateTime(score.timestamp)}>
                {score.source}
              </span>
              <span className="ml-auto max-w-[50%] truncate font-semibold tabular">{textOf(score)}</span>
              {onEdit && score.source === 'ANNOTATION' && score.dataType !== 'CORRECTION' && (
                <span className="-my-2 -mr-2 flex shrink-0 self-center">
                  <IconButton
                    label={t('scores.editOf', { name: score.name })}
                    size="iconSm"
                    onClick={() => onEdit(score)}
                  >
                    <Pencil size={12} />
                  </IconButton>
                  <IconButton
                    label={t('scores.deleteOf', { name: score.name })}
                    size="iconSm"
                    onClick={() => setDoomed(score)}
                  >
                    <Trash2 size={12} />
                  </IconButton>
                </span>
              )}
            </span>
            {score.comment && <p className="mt-0.5 break-words text-ink-3">{score.comment}</p>}
          </li>
        ))}
      </ul>
      {doomed && <DeleteScoreDialog {...ofTrace} score={doomed} onClose={() => setDoomed(undefined)} />}
    </>
  )
}

interface DeleteScoreDialogProps extends Pick<ScoreListProps, 'projectId' | 'traceId'> {
  readonly score: TraceScore
  readonly onClose: () => void
}

function DeleteScoreDialog({ score, onClose, ...ofTrace }: DeleteScoreDialogProps) {
  const { t } = useTranslation()
  const remove = useDeleteScore(ofTrace, score.id, onClose)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('scores.deleteTitle')}
      action={t('scores.deleteAction')}
      onConfirm={() => remove.mutate()}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p className="font-medium text-ink">{score.name}</p>
    </ConfirmDialog>
  )
}
