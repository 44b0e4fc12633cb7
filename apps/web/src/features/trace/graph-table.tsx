import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import type { AgentGraph, GraphNode } from './agent-graph.ts'
import { useNodeName } from './use-node-name.ts'

interface GraphTableProps {
  readonly graph: AgentGraph
  readonly onOpen: (node: GraphNode) => void
}

/** Each step with what follows it. */
export function GraphTable({ graph, onOpen }: GraphTableProps) {
  const { t } = useTranslation()
  const { number, cost } = useFormats()
  const nameOf = useNodeName()
  const byKey = new Map(graph.nodes.map((node) => [node.key, node]))
  const following = Map.groupBy(graph.edges, ({ from }) => from)
  const head = [
    t('traces.column.name'),
    t('trace.observationType'),
    t('trace.count'),
    t('trace.errors'),
    t('trace.cost'),
    t('trace.followedBy'),
  ]
  return (
    <table aria-label={t('trace.graph')} className="w-full text-sm">
      <thead>
        <tr className="border-b border-line text-xs text-ink-3">
          {head.map((label) => (
            <th key={label} scope="col" className="py-1.5 pr-4 text-left font-medium">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {graph.nodes.map((node) => (
          <tr key={node.key} className="border-b border-line align-top tabular">
            <th scope="row" className="py-1.5 pr-4 text-left font-medium">
              <button type="button" onClick={() => onOpen(node)} className="rounded-sm hover:underline">
                {nameOf(node)}
              </button>
            </th>
            <td className="py-1.5 pr-4">{t(`trace.type.${node.type}`)}</td>
            <td className="py-1.5 pr-4">{number(node.ids.length)}</td>
            <td className="py-1.5 pr-4">{number(node.errors)}</td>
            <td className="py-1.5 pr-4">{cost(node.cost)}</td>
            <td className="py-1.5">
              {(following.get(node.key) ?? [])
                .flatMap(({ to, count }) => {
                  const next = byKey.get(to)
                  return next ? `${nameOf(next)} ×${number(count)}` : []
                })
                .join(', ') || '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
