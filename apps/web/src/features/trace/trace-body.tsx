import type { TraceDetail } from '@kansoku/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useCommentCounts } from '../comments/comments.ts'
import { type Look, LookView } from './look.tsx'
import { ObservationPanel, TracePanel } from './node-detail.tsx'
import { Split } from './split.tsx'
import { TreePanel } from './tree-panel.tsx'

interface TraceBodyProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly selected: string
  readonly onSelect: (id: string) => void
  readonly look: Look
  readonly onLook: (look: Look) => void
  /** Read by the public link of the trace. */
  readonly isShared?: boolean
}

/** Tree and detail side by side, or one at a time on narrow screens: choosing a row then shows its detail. */
export function TraceBody(props: TraceBodyProps) {
  const { projectId, trace, selected, onSelect, look, onLook, isShared = false } = props
  const { t } = useTranslation()
  const isNarrow = useMediaQuery('(max-width: 859px)')
  const [side, setSide] = useState<'tree' | 'detail'>('detail')
  const node = trace.observations.find(({ id }) => id === selected)
  const comments = useCommentCounts(projectId, trace.id, !isShared)
  const panel = { projectId, trace, isShared, selected: node?.id ?? '' }
  const panelOfNode = node ? (
    <ObservationPanel
      key={node.id}
      projectId={projectId}
      trace={trace}
      node={node}
      isShared={isShared}
      onSelect={onSelect}
    />
  ) : (
    <TracePanel projectId={projectId} trace={trace} isShared={isShared} />
  )
  const detail = (
    <LookView {...panel} onSelect={onSelect} look={look} onLook={onLook}>
      {panelOfNode}
    </LookView>
  )
  if (!isNarrow)
    return (
      <Split
        label={t('trace.resize')}
        start={<TreePanel {...panel} comments={comments} onSelect={onSelect} />}
        end={detail}
      />
    )
  const choose = (id: string) => {
    onSelect(id)
    setSide('detail')
  }
  return (
    <>
      <div className="flex justify-center border-b border-line py-1.5">
        <Segmented
          label={t('trace.section')}
          value={side}
          options={[
            { value: 'tree', label: t('trace.observations', { count: trace.observationCount }) },
            { value: 'detail', label: t('trace.details') },
          ]}
          onChange={setSide}
        />
      </div>
      {side === 'tree' ? <TreePanel {...panel} comments={comments} onSelect={choose} /> : detail}
    </>
  )
}
