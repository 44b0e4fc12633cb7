import type { ObservationNode } from '@kansoku/contracts'
import { ChartNetwork, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { buildGraph, type GraphNode } from './agent-graph.ts'
import { GraphCanvas } from './graph-canvas.tsx'
import { GraphTable } from './graph-table.tsx'

interface GraphViewProps {
  readonly observations: readonly ObservationNode[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** The steps of an agent as a graph, with the same as a table. */
export function GraphView({ observations, selected, onSelect }: GraphViewProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const [asTable, setAsTable] = useState(false)
  const graph = useMemo(() => buildGraph(observations), [observations])
  // The occurrence after the selected one: each press goes on to the next.
  const open = ({ ids }: GraphNode) => {
    const next = ids[(ids.indexOf(selected) + 1) % ids.length]
    if (next !== undefined) onSelect(next)
  }
  if (graph.nodes.length === 0) return <p className="p-6 text-sm text-ink-3">{t('trace.graphEmpty')}</p>
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div className="absolute top-2 right-4 z-10 rounded-md bg-surface">
        <IconButton
          label={t(asTable ? 'trace.asGraph' : 'trace.asTable')}
          size="iconSm"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartNetwork size={14} /> : <Table2 size={14} />}
        </IconButton>
      </div>
      {graph.omitted > 0 && (
        <p role="status" className="bg-warn-soft px-4 py-1.5 pr-14 text-xs text-warn">
          {t('trace.graphCut', { count: graph.omitted, omitted: number(graph.omitted) })}
        </p>
      )}
      <ScrollRegion label={t('trace.graph')} className="min-h-0 flex-1 overflow-auto p-5">
        {asTable ? (
          <GraphTable graph={graph} onOpen={open} />
        ) : (
          <GraphCanvas graph={graph} selected={selected} onOpen={open} />
        )}
      </ScrollRegion>
    </div>
  )
}
