import type { ObservationNode } from '@kansoku/contracts'

/** The trace itself stands at the root of its tree. */
export const rootId = ''

export interface TreeNode {
  readonly id: string
  /** Absent at the root. */
  readonly observation?: ObservationNode
  readonly children: readonly TreeNode[]
  /** Observations below, at every depth. */
  readonly descendants: number
  /** Cost of the observation and of everything below it, in US dollars; null where nothing has a price. */
  readonly cost: number | null
  readonly hasError: boolean
}

/**
 * The tree of a trace. Children stand in the order of the list. Observations whose parent is not there (or who are
 * their own ancestors) stand below the trace, so that none is lost.
 */
export function buildTree(observations: readonly ObservationNode[]): TreeNode {
  const ids = new Set(observations.map(({ id }) => id))
  const children = Map.groupBy(observations, ({ parentObservationId }) => parentObservationId ?? rootId)
  const isTop = ({ parentObservationId }: ObservationNode) =>
    parentObservationId === null || !ids.has(parentObservationId)
  const seen = new Set<string>()
  const tops = [...observations.filter(isTop), ...observations].flatMap((observation) =>
    seen.has(observation.id) ? [] : [grow(observation, children, seen)],
  )
  return finish(rootId, undefined, tops)
}

/** Without recursion: traces of agents may nest thousands of levels deep. */
function grow(
  top: ObservationNode,
  children: ReadonlyMap<string, readonly ObservationNode[]>,
  seen: Set<string>,
): TreeNode {
  const downwards: { observation: ObservationNode; below: readonly ObservationNode[] }[] = []
  const waiting = [top]
  seen.add(top.id)
  for (let observation = waiting.pop(); observation; observation = waiting.pop()) {
    const below = (children.get(observation.id) ?? []).filter(({ id }) => !seen.has(id))
    for (const child of below) {
      seen.add(child.id)
      waiting.push(child)
    }
    downwards.push({ observation, below })
  }
  const done = new Map<string, TreeNode>()
  for (const { observation, below } of downwards.reverse()) {
    const nodes = below.flatMap(({ id }) => done.get(id) ?? [])
    done.set(observation.id, finish(observation.id, observation, nodes))
  }
  return done.get(top.id) ?? finish(top.id, top, [])
}

function finish(
  id: string,
  observation: ObservationNode | undefined,
  children: readonly TreeNode[],
): TreeNode {
  const costs = [observation?.totalCost ?? null, ...children.map(({ cost }) => cost)].filter(
    (cost) => cost !== null,
  )
  return {
    id,
    ...(observation ? { observation } : {}),
    children,
    descendants: children.reduce((sum, child) => sum + 1 + child.descendants, 0),
    cost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0),
    hasError: observation?.level === 'ERROR' || children.some(({ hasError }) => hasError),
  }
}

export interface TreeRow {
  readonly node: TreeNode
  readonly depth: number
  readonly parentId: string | undefined
}

/** Rows of a tree from top to bottom, without what is below collapsed nodes. */
export function visibleRows(root: TreeNode, collapsed: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  const waiting: TreeRow[] = [{ node: root, depth: 0, parentId: undefined }]
  for (let row = waiting.pop(); row; row = waiting.pop()) {
    rows.push(row)
    const { node, depth } = row
    if (collapsed.has(node.id)) continue
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index]
      if (child) waiting.push({ node: child, depth: depth + 1, parentId: node.id })
    }
  }
  return rows
}

/** Rows whose observation is wanted, with the way down to each of them. */
export function matchingRows(root: TreeNode, isWanted: (observation: ObservationNode) => boolean): TreeRow[] {
  const rows = visibleRows(root, new Set())
  const parents = new Map(rows.map(({ node, parentId }) => [node.id, parentId]))
  const kept = new Set<string>([rootId])
  for (const { node } of rows) {
    if (!node.observation || !isWanted(node.observation)) continue
    for (let at: string | undefined = node.id; at !== undefined && !kept.has(at); at = parents.get(at))
      kept.add(at)
  }
  return rows.filter(({ node }) => kept.has(node.id))
}

/** Ids of the nodes above a node, so that they can be opened. */
export function ancestorsOf(observations: readonly ObservationNode[], id: string): string[] {
  const parents = new Map(observations.map((node) => [node.id, node.parentObservationId]))
  const ancestors: string[] = []
  for (let at = parents.get(id); at && !ancestors.includes(at); at = parents.get(at)) ancestors.push(at)
  return ancestors
}
