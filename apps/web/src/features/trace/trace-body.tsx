import type { TraceDetail } from '@kansoku/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { ObservationPanel, TracePanel } from './node-detail.tsx'
import { Split } from './split.tsx'
import { TreePanel } from './tree-panel.tsx'

interface TraceBodyProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** Tree and detail side by side, or one at a time on narrow screens: choosing a row then shows its detail. */
export function TraceBody({ projectId, trace, selected, onSelect }: TraceBodyProps) {
  const { t } = useTranslation()
  const isNarrow = useMediaQuery('(max-width: 859px)')
  const [side, setSide] = useState<'tree' | 'detail'>('detail')
  const node = trace.observations.find(({ id }) => id === selected)
  const detail = node ? (
    <ObservationPanel key={node.id} projectId={projectId} trace={trace} node={node} />
  ) : (
    <TracePanel trace={trace} />
  )
  if (!isNarrow)
    return (
      <Split
        label={t('trace.resize')}
        start={<TreePanel trace={trace} selected={node?.id ?? ''} onSelect={onSelect} />}
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
      {side === 'tree' ? <TreePanel trace={trace} selected={node?.id ?? ''} onSelect={choose} /> : detail}
    </>
  )
}
