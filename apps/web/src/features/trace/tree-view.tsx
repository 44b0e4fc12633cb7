import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { treeMove } from './tree-keys.ts'
import { TreeRowView } from './tree-row.tsx'
import type { Tree } from './use-tree.ts'
import type { Span } from './waterfall.ts'

interface TreeViewProps {
  readonly tree: Tree
  /** How many comments each observation has. */
  readonly comments: ReadonlyMap<string, number>
  readonly span: Span
  readonly traceName: string
  readonly selected: string
  readonly onSelect: (id: string) => void
}

const rowHeight = 40

/** The observations of a trace. Only rows in sight are in the page, so that 20,000 of them scroll smoothly. */
export function TreeView({ tree, comments, span, traceName, selected, onSelect }: TreeViewProps) {
  const { t } = useTranslation()
  const prefix = useId()
  const box = useRef<HTMLDivElement>(null)
  const { rows, collapsed } = tree
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.node.id ?? index,
    overscan: 12,
  })
  const selectedIndex = rows.findIndex(({ node }) => node.id === selected)
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' })
  }, [selectedIndex, virtualizer])
  const onKeyDown = (event: KeyboardEvent) => {
    const move = treeMove(event.key, rows, selected, collapsed)
    if (!move) return
    event.preventDefault()
    if ('select' in move) onSelect(move.select)
    else tree.toggle(move.toggle)
  }
  return (
    <div
      ref={box}
      role="tree"
      tabIndex={0}
      aria-label={t('trace.tree')}
      aria-activedescendant={selectedIndex >= 0 ? `${prefix}${selected}` : undefined}
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index]
          return (
            row && (
              <div
                key={key}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <TreeRowView
                  id={`${prefix}${row.node.id}`}
                  row={row}
                  comments={comments.get(row.node.id) ?? 0}
                  span={span}
                  traceName={traceName}
                  selected={row.node.id === selected}
                  expanded={!collapsed.has(row.node.id)}
                  onSelect={() => onSelect(row.node.id)}
                  onToggle={() => tree.toggle(row.node.id)}
                />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}
