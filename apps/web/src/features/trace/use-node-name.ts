import { useTranslation } from 'react-i18next'
import type { GraphNode } from './agent-graph.ts'

/** What a node is called. */
export function useNodeName(): (node: Pick<GraphNode, 'name' | 'type'>) => string {
  const { t } = useTranslation()
  return ({ name, type }) => name ?? t(`trace.type.${type}`)
}
