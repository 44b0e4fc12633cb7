import type { TraceDetail } from '@kansoku/contracts'
import { CircleAlert, FoldVertical, Search, UnfoldVertical } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TreeView } from './tree-view.tsx'
import { useTree } from './use-tree.ts'
import { spanOf } from './waterfall.ts'

interface TreePanelProps {
  readonly trace: TraceDetail
  /** How many comments each observation has. */
  readonly comments: ReadonlyMap<string, number>
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** Goes from error to error, starting after what is selected. */
function nextError(trace: TraceDetail, selected: string): string | undefined {
  const errors = trace.observations.filter(({ level }) => level === 'ERROR').map(({ id }) => id)
  return errors[(errors.indexOf(selected) + 1) % errors.length]
}

export function TreePanel({ trace, comments, selected, onSelect }: TreePanelProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const tree = useTree(trace.observations)
  const span = useMemo(() => spanOf(trace.timestamp, trace.observations), [trace])
  const errors = trace.observations.filter(({ level }) => level === 'ERROR').length
  const toError = () => {
    const id = nextError(trace, selected)
    if (id === undefined) return
    tree.reveal(id)
    onSelect(id)
  }
  return (
    <>
      <div className="flex items-center gap-1 border-b border-line px-3 py-1.5">
        <span className="relative min-w-0 flex-1">
          <Search
            size={13}
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-ink-3"
          />
          <Input
            type="search"
            aria-label={t('trace.search')}
            placeholder={t('trace.searchPlaceholder')}
            value={tree.search}
            onChange={(event) => tree.setSearch(event.target.value)}
            className="h-7 pl-7 text-xs"
          />
        </span>
        {errors > 0 && (
          <Button size="sm" onClick={toError} title={t('trace.nextError', { count: errors })}>
            <CircleAlert size={13} aria-hidden="true" className="text-danger" />
            <span className="sr-only">{t('trace.nextError', { count: errors })}</span>
            <span aria-hidden="true">{number(errors)}</span>
          </Button>
        )}
        <IconButton label={t('trace.expandAll')} size="iconSm" onClick={tree.expandAll}>
          <UnfoldVertical size={14} />
        </IconButton>
        <IconButton label={t('trace.collapseAll')} size="iconSm" onClick={tree.collapseAll}>
          <FoldVertical size={14} />
        </IconButton>
      </div>
      {trace.observationCount > trace.observations.length && (
        <p role="status" className="bg-warn-soft px-3 py-1.5 text-xs text-warn">
          {t('trace.truncated', {
            shown: number(trace.observations.length),
            total: number(trace.observationCount),
          })}
        </p>
      )}
      {tree.search.trim() !== '' && tree.rows.length <= 1 && (
        <p role="status" className="px-3 pt-3 text-xs text-ink-3">
          {t('trace.noMatch')}
        </p>
      )}
      <TreeView
        tree={tree}
        comments={comments}
        span={span}
        traceName={trace.name ?? t('traces.unnamed')}
        selected={selected}
        onSelect={onSelect}
      />
    </>
  )
}
