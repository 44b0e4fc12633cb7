import { rootId, type TreeRow } from './tree.ts'

export type TreeMove = { readonly select: string } | { readonly toggle: string }

/** What a key does in a tree (WAI-ARIA authoring practices, tree view); undefined: nothing. */
export function treeMove(
  key: string,
  rows: readonly TreeRow[],
  selected: string,
  collapsed: ReadonlySet<string>,
): TreeMove | undefined {
  const at = rows.findIndex(({ node }) => node.id === selected)
  const row = rows[at]
  const to = (index: number): TreeMove | undefined => {
    const target = rows[index]
    return target && target.node.id !== selected ? { select: target.node.id } : undefined
  }
  const isOpen = row !== undefined && row.node.children.length > 0 && !collapsed.has(row.node.id)
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return to(at - 1)
    case 'Home':
      return to(0)
    case 'End':
      return to(rows.length - 1)
    case 'ArrowRight':
      if (!row || row.node.children.length === 0) return undefined
      return isOpen ? to(at + 1) : { toggle: row.node.id }
    case 'ArrowLeft':
      if (row && isOpen && row.node.id !== rootId) return { toggle: row.node.id }
      return row?.parentId === undefined ? undefined : { select: row.parentId }
    default:
      return undefined
  }
}
