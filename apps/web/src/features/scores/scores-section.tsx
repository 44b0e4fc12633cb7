import type { TraceScore } from '@kansoku/contracts'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ScoreDialog } from './score-dialog.tsx'
import { ScoreList } from './score-list.tsx'

interface ScoresSectionProps {
  readonly projectId: string
  readonly traceId: string
  /** Null: the trace itself. */
  readonly observationId: string | null
  readonly scores: readonly TraceScore[]
  readonly mayWrite: boolean
}

/** Scores of one thing, and a way to give one. */
export function ScoresSection({ mayWrite, scores, ...subject }: ScoresSectionProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<{ readonly score?: TraceScore }>()
  return (
    <div className="flex flex-col gap-2">
      <ScoreList
        {...subject}
        scores={scores}
        {...(mayWrite ? { onEdit: (score: TraceScore) => setOpen({ score }) } : {})}
      />
      {mayWrite && (
        <Button size="sm" className="self-start" onClick={() => setOpen({})}>
          <Plus size={13} aria-hidden="true" />
          {t('scores.add')}
        </Button>
      )}
      {open && <ScoreDialog {...subject} score={open.score} onClose={() => setOpen(undefined)} />}
    </div>
  )
}
