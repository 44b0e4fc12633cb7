import type { AgentFile, AgentTurn } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DiffView } from './diff-view.tsx'
import { LineCounts } from './line-counts.tsx'
import { changesQuery } from './task-queries.ts'
import { TurnLink } from './turn-link.tsx'

interface EditSectionProps {
  readonly projectId: string
  readonly path: string
  readonly edit: AgentFile['edits'][number]
  readonly turn: AgentTurn
}

/** One edit of a file: in which turn, and line by line. */
export function EditSection({ projectId, path, edit, turn }: EditSectionProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error } = useQuery(changesQuery(projectId, turn.traceId, turn.id))
  const change = data?.changes[edit.place]
  return (
    <li className="flex min-w-0 flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-xs">
        <TurnLink projectId={projectId} turn={turn} place={edit.turn} />
        <span className="text-ink-2">{t(`agents.kind.${edit.kind}`)}</span>
        {change?.movedTo && <span className="font-mono text-ink-2">→ {change.movedTo}</span>}
        <LineCounts added={edit.added} removed={edit.removed} />
        {edit.failed && <Badge tone="danger">{t('agents.editFailed')}</Badge>}
      </p>
      {error ? (
        <p className="text-sm text-danger">{errorText(error)}</p>
      ) : data ? (
        change &&
        change.hunks.length > 0 && <DiffView label={t('agents.diffOf', { path })} hunks={change.hunks} />
      ) : (
        <Skeleton className="h-16 w-full" />
      )}
    </li>
  )
}
