import type { ObservationNode } from '@kansoku/contracts'

/** Observations of one type and name, as one step that an agent takes any number of times. */
export interface GraphNode {
  readonly key: string
  readonly type: ObservationNode['type']
  /** Null: observations without a name. */
  readonly name: string | null
  /** In the order of time. */
  readonly ids: readonly string[]
  readonly errors: number
  /** US dollars. */
  readonly cost: number
}

/** One step that followed another, or began within it, so many times. */
export interface GraphEdge {
  readonly from: string
  readonly to: string
  readonly count: number
}

export interface AgentGraph {
  /** In the order in which they came first. */
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** Kinds of steps that are left out. */
  readonly omitted: number
}

/** More are not for people to look at. */
const mostNodes = 60

const keyOf = ({ type, name }: ObservationNode) => `${type} ${name ?? ''}`

/**
 * Steps of a trace by type and name, joined in the order in which they were taken: the first ones within a step follow that step,
 * and each follows those before it. What ran side by side follows the same steps. Events are no steps.
 */
export function buildGraph(observations: readonly ObservationNode[]): AgentGraph {
  const steps = observations.filter(({ type }) => type !== 'EVENT')
  const groups = Map.groupBy(steps, keyOf)
  const shown = new Map([...groups].slice(0, mostNodes))
  return {
    nodes: [...shown].flatMap(([key, group]) => toNode(key, group)),
    edges: joinSteps(steps).filter(({ from, to }) => shown.has(from) && shown.has(to)),
    omitted: groups.size - shown.size,
  }
}

function toNode(key: string, group: readonly ObservationNode[]): GraphNode[] {
  const [first] = group
  if (!first) return []
  return [
    {
      ...{ key, type: first.type, name: first.name },
      ids: group.map(({ id }) => id),
      errors: group.filter(({ level }) => level === 'ERROR').length,
      cost: group.reduce((sum, { totalCost }) => sum + (totalCost ?? 0), 0),
    },
  ]
}

function joinSteps(steps: readonly ObservationNode[]): GraphEdge[] {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const counts = new Map<string, GraphEdge>()
  const join = (from: ObservationNode, to: ObservationNode) => {
    const edge = { from: keyOf(from), to: keyOf(to) }
    const key = `${edge.from}\0${edge.to}`
    counts.set(key, { ...edge, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  const siblings = Map.groupBy(steps, ({ parentObservationId }) => parentObservationId ?? '')
  for (const [parentId, children] of siblings) {
    const parent = byId.get(parentId)
    let before: readonly ObservationNode[] = parent ? [parent] : []
    for (const together of sideBySide(children)) {
      // Each of many side by side would follow each of the many before: the last of them stands for all.
      for (const to of together) for (const from of before.slice(-mostJoined)) join(from, to)
      before = together
    }
  }
  return [...counts.values()]
}

const mostJoined = 8

/** Steps in groups that overlap in time, in the order of their beginning. */
function sideBySide(children: readonly ObservationNode[]): ObservationNode[][] {
  const groups: ObservationNode[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const child of children) {
    const start = Date.parse(child.startTime)
    const group = groups.at(-1)
    if (group && start < end) group.push(child)
    else groups.push([child])
    end = Math.max(end, Date.parse(child.endTime ?? child.startTime))
  }
  return groups
}
