import clsx from 'clsx'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import type { AgentGraph, GraphNode } from './agent-graph.ts'
import { nodeHeight, nodeWidth, type PlacedEdge, placeGraph } from './graph-layout.ts'
import { ObservationIcon } from './observation-icon.tsx'
import { useNodeName } from './use-node-name.ts'

interface GraphCanvasProps {
  readonly graph: AgentGraph
  /** Id of an observation. */
  readonly selected: string
  readonly onOpen: (node: GraphNode) => void
}

/** Buttons over a drawing of the edges; who does not see it has the table. */
export function GraphCanvas({ graph, selected, onOpen }: GraphCanvasProps) {
  const { nodes, edges, width, height } = useMemo(() => placeGraph(graph), [graph])
  return (
    <div className="relative mx-auto" style={{ width, height }}>
      <svg width={width} height={height} aria-hidden="true" className="absolute inset-0 overflow-visible">
        <defs>
          <marker
            id="graph-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" fill="var(--ink-3)" />
          </marker>
        </defs>
        {edges.map((placed) => (
          <Edge key={placed.path} placed={placed} />
        ))}
      </svg>
      {nodes.map(({ node, x, y }) => (
        <div key={node.key} className="absolute" style={{ left: x, top: y }}>
          <NodeButton node={node} isSelected={node.ids.includes(selected)} onOpen={() => onOpen(node)} />
        </div>
      ))}
    </div>
  )
}

function Edge({ placed: { edge, path, label } }: { readonly placed: PlacedEdge }) {
  const { number } = useFormats()
  return (
    <>
      <path d={path} fill="none" stroke="var(--ink-3)" strokeWidth="1.25" markerEnd="url(#graph-arrow)" />
      {edge.count > 1 && (
        <text
          x={label.x}
          y={label.y}
          textAnchor="middle"
          dominantBaseline="middle"
          fill="var(--ink-2)"
          stroke="var(--surface)"
          strokeWidth="4"
          paintOrder="stroke"
          className="text-2xs"
        >
          ×{number(edge.count)}
        </text>
      )}
    </>
  )
}

interface NodeButtonProps {
  readonly node: GraphNode
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function NodeButton({ node, isSelected, onOpen }: NodeButtonProps) {
  const { t } = useTranslation()
  const { number, cost } = useFormats()
  const nameOf = useNodeName()
  const { type, ids, errors, cost: dollars } = node
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      onClick={onOpen}
      title={nameOf(node)}
      className={clsx(
        'flex flex-col justify-center gap-0.5 rounded-lg border bg-surface px-3 text-left shadow-raised hover:bg-hover',
        isSelected ? 'border-accent ring-1 ring-accent' : 'border-line-strong',
      )}
      style={{ width: nodeWidth, height: nodeHeight }}
    >
      <span className="flex w-full items-center gap-1.5">
        <ObservationIcon type={type} />
        <span className="min-w-0 truncate text-sm font-medium">{nameOf(node)}</span>
      </span>
      <span className="flex w-full gap-2 text-2xs text-ink-3 tabular">
        <span>{t('trace.times', { count: ids.length, times: number(ids.length) })}</span>
        {errors > 0 && (
          <span className="text-danger">
            {t('trace.errorCount', { count: errors, errors: number(errors) })}
          </span>
        )}
        {dollars > 0 && <span className="ml-auto">{cost(dollars)}</span>}
      </span>
    </button>
  )
}
