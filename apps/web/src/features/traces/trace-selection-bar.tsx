import { useQuery } from '@tanstack/react-query'
import { FileDown, Star, StarOff, Tags, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import type { TraceChange } from '../batches/batches.ts'
import { ExportDialog } from '../batches/export-dialog.tsx'
import { SelectionBar } from '../selection/selection-bar.tsx'
import type { Selection } from '../selection/use-selection.ts'
import { chosenRows } from './chosen-rows.ts'
import { TagDialog } from './tag-dialog.tsx'
import type { TraceSearch } from './trace-search.ts'
import { facetsQuery } from './traces-query.ts'
import { useTraceChanges, useTraceRights } from './use-trace-changes.ts'

interface TraceSelectionBarProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly selection: Selection<string>
  readonly total: number
}

type Layer = 'export' | 'tag' | 'delete'

/** What can be done with the chosen traces. */
export function TraceSelectionBar(props: TraceSelectionBarProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, search, selection, total } = props
  const { mayAnnotate, mayDelete } = useTraceRights(projectId)
  const [layer, setLayer] = useState<Layer>()
  const change = useTraceChanges(projectId, () => setLayer(undefined))
  const act = (wish: TraceChange) => {
    const onSuccess = () => wish.kind === 'delete' && selection.clear()
    change.mutate({ change: wish, selection: chosenRows(search, selection) }, { onSuccess })
  }
  const bookmark = (bookmarked: boolean) => () => act({ kind: 'edit', edit: { bookmarked } })
  return (
    <SelectionBar selection={selection} total={total}>
      {change.error != null && layer === undefined && (
        <p role="alert" className="self-center text-danger">
          {errorText(change.error)}
        </p>
      )}
      <Button onClick={() => setLayer('export')}>
        <FileDown size={15} aria-hidden="true" className="text-ink-3" />
        {t('batches.export')}
      </Button>
      {mayAnnotate && (
        <>
          <Button disabled={change.isPending} onClick={bookmark(true)}>
            <Star size={15} aria-hidden="true" className="text-ink-3" />
            {t('traces.addBookmark')}
          </Button>
          <Button disabled={change.isPending} onClick={bookmark(false)}>
            <StarOff size={15} aria-hidden="true" className="text-ink-3" />
            {t('traces.removeBookmark')}
          </Button>
          <Button onClick={() => setLayer('tag')}>
            <Tags size={15} aria-hidden="true" className="text-ink-3" />
            {t('traces.tags.action')}
          </Button>
        </>
      )}
      {mayDelete && (
        <Button onClick={() => setLayer('delete')}>
          <Trash2 size={15} aria-hidden="true" className="text-danger" />
          {t('batches.delete')}
        </Button>
      )}
      {layer && (
        <Layers
          {...props}
          layer={layer}
          onClose={() => setLayer(undefined)}
          onChange={act}
          isPending={change.isPending}
          error={change.error}
        />
      )}
    </SelectionBar>
  )
}

interface LayersProps extends TraceSelectionBarProps {
  readonly layer: Layer
  readonly onClose: () => void
  readonly onChange: (change: TraceChange) => void
  readonly isPending: boolean
  readonly error: unknown
}

function Layers({ projectId, search, selection, total, layer, onClose, onChange, ...state }: LayersProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data: facets } = useQuery(facetsQuery(projectId, search))
  const count = selection.isAll ? total : selection.ids.size
  const counted = { count, rows: number(count) }
  if (layer === 'export')
    return (
      <ExportDialog
        projectId={projectId}
        table="traces"
        selection={chosenRows(search, selection)}
        count={count}
        onClose={onClose}
      />
    )
  if (layer === 'tag')
    return (
      <TagDialog
        title={t('traces.tags.title', counted)}
        known={facets?.tag.map(({ value }) => value) ?? []}
        onSubmit={onChange}
        onClose={onClose}
        {...state}
      />
    )
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('traces.confirmDelete', counted)}
      action={t('traces.deleteAction', counted)}
      onConfirm={() => onChange({ kind: 'delete' })}
      {...state}
    >
      <p>{t('traces.confirmDeleteText')}</p>
    </ConfirmDialog>
  )
}
