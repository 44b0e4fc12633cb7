import type { TraceDetail } from '@kansoku/contracts'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { HitsBar } from './hits-bar.tsx'
import { noFilter } from './tree-filter.ts'
import { TreeToolbar } from './tree-toolbar.tsx'
import { TreeView } from './tree-view.tsx'
import { useFound } from './use-found.ts'
import { useTree } from './use-tree.ts'
import { spanOf } from './waterfall.ts'

interface TreePanelProps {
  readonly projectId: string
  readonly trace: TraceDetail
  /** How many comments each observation has. */
  readonly comments: ReadonlyMap<string, number>
  readonly selected: string
  readonly isShared: boolean
  readonly onSelect: (id: string) => void
}

/** Goes from one to the next, starting at what is selected, round and round. */
function stepFrom(ids: readonly string[], selected: string, step: 1 | -1): string | undefined {
  const at = ids.indexOf(selected)
  const from = at < 0 && step < 0 ? 0 : at
  return ids[(from + step + ids.length) % ids.length]
}

export function TreePanel({ projectId, trace, comments, selected, isShared, onSelect }: TreePanelProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const [filter, setFilter] = useState(noFilter)
  const found = useFound({ projectId, traceId: trace.id, text: filter.text, isShared })
  const tree = useTree(trace.observations, { filter, setFilter, found: found.ids })
  const span = useMemo(() => spanOf(trace.timestamp, trace.observations), [trace])
  const errors = useMemo(
    () => trace.observations.filter(({ level }) => level === 'ERROR').map(({ id }) => id),
    [trace],
  )
  const toError = () => {
    const id = stepFrom(errors, selected, 1)
    if (id === undefined) return
    tree.reveal(id)
    onSelect(id)
  }
  const toHit = (step: 1 | -1) => {
    const id = stepFrom(tree.hits, selected, step)
    if (id !== undefined) onSelect(id)
  }
  return (
    <>
      <TreeToolbar
        filter={filter}
        onFilter={setFilter}
        errors={errors.length}
        onNextError={toError}
        onHit={toHit}
        onExpand={tree.expandAll}
        onCollapse={tree.collapseAll}
      />
      {trace.observationCount > trace.observations.length && (
        <p role="status" className="bg-warn-soft px-3 py-1.5 text-xs text-warn">
          {t('trace.truncated', {
            shown: number(trace.observations.length),
            total: number(trace.observationCount),
          })}
        </p>
      )}
      {tree.isFiltered && (
        <HitsBar
          hits={tree.hits}
          selected={selected}
          isSearching={found.isSearching}
          isCut={found.isCut}
          onHit={toHit}
        />
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
