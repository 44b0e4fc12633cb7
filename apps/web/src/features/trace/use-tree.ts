import type { ObservationNode } from '@kansoku/contracts'
import { useMemo, useState } from 'react'
import { ancestorsOf, buildTree, matchingRows, rootId, type TreeRow, visibleRows } from './tree.ts'
import { noFilter, type TreeFilter, wantedBy } from './tree-filter.ts'

const nothing: ReadonlySet<string> = new Set()

export interface Tree {
  readonly rows: readonly TreeRow[]
  /** Ids of what the filter wants, in the order of the rows; empty without a filter. */
  readonly hits: readonly string[]
  readonly collapsed: ReadonlySet<string>
  readonly isFiltered: boolean
  readonly toggle: (id: string) => void
  readonly collapseAll: () => void
  readonly expandAll: () => void
  /** Opens what is above an observation and lets go of the filter, so that it is in sight. */
  readonly reveal: (id: string) => void
}

interface TreeOptions {
  readonly filter: TreeFilter
  readonly setFilter: (filter: TreeFilter) => void
  /** Observations that hold the text of the filter in input or output. */
  readonly found: ReadonlySet<string>
}

/** State of a tree: what is collapsed, what is looked for, and the rows that come of it. */
export function useTree(
  observations: readonly ObservationNode[],
  { filter, setFilter, found }: TreeOptions,
): Tree {
  const [collapsed, setCollapsed] = useState(nothing)
  const tree = useMemo(() => buildTree(observations), [observations])
  const isWanted = useMemo(() => wantedBy(filter, found), [filter, found])
  const rows = useMemo(
    () => (isWanted ? matchingRows(tree, isWanted) : visibleRows(tree, collapsed)),
    [tree, collapsed, isWanted],
  )
  const hits = useMemo(
    () =>
      isWanted
        ? rows.flatMap(({ node }) => (node.observation && isWanted(node.observation) ? [node.id] : []))
        : [],
    [rows, isWanted],
  )
  const toggle = (id: string) => {
    if (isWanted) return
    const next = new Set(collapsed)
    if (!next.delete(id)) next.add(id)
    setCollapsed(next)
  }
  const reveal = (id: string) => {
    const above = ancestorsOf(observations, id)
    setFilter(noFilter)
    setCollapsed(new Set([...collapsed].filter((node) => node !== rootId && !above.includes(node))))
  }
  const collapseAll = () => {
    const inner = visibleRows(tree, new Set()).filter(
      ({ node }) => node.id !== rootId && node.children.length > 0,
    )
    setCollapsed(new Set(inner.map(({ node }) => node.id)))
  }
  return {
    rows,
    hits,
    // What is found is in sight, whatever was collapsed before.
    collapsed: isWanted ? nothing : collapsed,
    isFiltered: isWanted !== undefined,
    toggle,
    reveal,
    collapseAll,
    expandAll: () => setCollapsed(new Set()),
  }
}
