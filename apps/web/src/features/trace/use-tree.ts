import type { ObservationNode } from '@kansoku/contracts'
import { useMemo, useState } from 'react'
import { ancestorsOf, buildTree, matchingRows, rootId, type TreeRow, visibleRows } from './tree.ts'

const nothing: ReadonlySet<string> = new Set()

export interface Tree {
  readonly rows: readonly TreeRow[]
  readonly collapsed: ReadonlySet<string>
  readonly search: string
  readonly setSearch: (text: string) => void
  readonly toggle: (id: string) => void
  readonly collapseAll: () => void
  readonly expandAll: () => void
  /** Opens what is above an observation, so that it is in sight. */
  readonly reveal: (id: string) => void
}

/** State of a tree: what is collapsed, what is looked for, and the rows that come of it. */
export function useTree(observations: readonly ObservationNode[]): Tree {
  const [collapsed, setCollapsed] = useState(nothing)
  const [search, setSearch] = useState('')
  const tree = useMemo(() => buildTree(observations), [observations])
  const wanted = search.trim()
  const rows = useMemo(
    () => (wanted === '' ? visibleRows(tree, collapsed) : matchingRows(tree, wanted)),
    [tree, collapsed, wanted],
  )
  const toggle = (id: string) => {
    if (wanted !== '') return
    const next = new Set(collapsed)
    if (!next.delete(id)) next.add(id)
    setCollapsed(next)
  }
  const reveal = (id: string) => {
    const above = ancestorsOf(observations, id)
    setSearch('')
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
    // What is found is in sight, whatever was collapsed before.
    collapsed: wanted === '' ? collapsed : nothing,
    search,
    setSearch,
    toggle,
    reveal,
    collapseAll,
    expandAll: () => setCollapsed(new Set()),
  }
}
