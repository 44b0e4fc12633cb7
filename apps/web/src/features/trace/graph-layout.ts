import type { AgentGraph, GraphEdge, GraphNode } from './agent-graph.ts'

export const nodeWidth = 190
export const nodeHeight = 56
const gapX = 36
const gapY = 64
/** Room at the right for edges that lead back. */
const margin = 56

export interface PlacedNode {
  readonly node: GraphNode
  readonly x: number
  readonly y: number
}

export interface PlacedEdge {
  readonly edge: GraphEdge
  /** SVG path. */
  readonly path: string
  /** Where its count stands. */
  readonly label: { readonly x: number; readonly y: number }
}

export interface PlacedGraph {
  readonly nodes: readonly PlacedNode[]
  readonly edges: readonly PlacedEdge[]
  readonly width: number
  readonly height: number
}

/**
 * Places steps in layers from top to bottom: each lies below all that lead to it for the first time. Edges that lead back to an
 * earlier step go round the right side.
 */
export function placeGraph({ nodes, edges }: AgentGraph): PlacedGraph {
  const order = new Map(nodes.map(({ key }, index) => [key, index]))
  const isForward = ({ from, to }: GraphEdge) => (order.get(from) ?? 0) < (order.get(to) ?? 0)
  const layers = layersOf(nodes, edges.filter(isForward))
  const widest = Math.max(1, ...layers.map((layer) => layer.length))
  const inner = widest * (nodeWidth + gapX) - gapX
  const placed = new Map<string, PlacedNode>()
  for (const [depth, layer] of layers.entries()) {
    const left = (inner - (layer.length * (nodeWidth + gapX) - gapX)) / 2
    for (const [index, node] of layer.entries()) {
      placed.set(node.key, { node, x: left + index * (nodeWidth + gapX), y: depth * (nodeHeight + gapY) })
    }
  }
  return {
    nodes: [...placed.values()],
    edges: edges.flatMap((edge) => {
      const from = placed.get(edge.from)
      const to = placed.get(edge.to)
      if (!from || !to) return []
      return { edge, ...(from.y < to.y ? downwards(from, to) : backwards(from, to, [...placed.values()])) }
    }),
    width: inner + margin,
    height: layers.length * (nodeHeight + gapY) - gapY,
  }
}

/** Nodes stand in the order in which they came, and forward edges lead to later ones: one pass finds the longest ways. */
function layersOf(nodes: readonly GraphNode[], forward: readonly GraphEdge[]): GraphNode[][] {
  const leading = Map.groupBy(forward, ({ to }) => to)
  const depths = new Map<string, number>()
  const layers: GraphNode[][] = []
  for (const node of nodes) {
    const before = (leading.get(node.key) ?? []).map(({ from }) => depths.get(from) ?? 0)
    const depth = before.length === 0 ? 0 : Math.max(...before) + 1
    depths.set(node.key, depth)
    layers[depth] ??= []
    layers[depth].push(node)
  }
  return layers
}

type Way = Pick<PlacedEdge, 'path' | 'label'>

function downwards(from: PlacedNode, to: PlacedNode): Way {
  const start = { x: from.x + nodeWidth / 2, y: from.y + nodeHeight }
  const end = { x: to.x + nodeWidth / 2, y: to.y }
  const bend = (end.y - start.y) / 2
  return {
    path: `M${start.x} ${start.y}C${start.x} ${start.y + bend} ${end.x} ${end.y - bend} ${end.x} ${end.y}`,
    label: { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 },
  }
}

/** Round the right side of all that lies between; a step that follows itself makes a small loop. */
function backwards(from: PlacedNode, to: PlacedNode, placed: readonly PlacedNode[]): Way {
  const isSelf = from === to
  const between = placed.filter((node) => (isSelf ? node === from : node.y >= to.y && node.y <= from.y))
  const start = { x: from.x + nodeWidth, y: from.y + nodeHeight * 0.65 }
  const end = { x: to.x + nodeWidth, y: to.y + nodeHeight * 0.35 }
  const peak = Math.max(...between.map(({ x }) => x)) + nodeWidth + gapX * 0.75
  // Where both handles of the curve must stand for its middle to lie at the peak.
  const out = (8 * peak - start.x - end.x) / 6
  return {
    path: `M${start.x} ${start.y}C${out} ${start.y} ${out} ${end.y} ${end.x} ${end.y}`,
    label: { x: peak, y: (start.y + end.y) / 2 },
  }
}
