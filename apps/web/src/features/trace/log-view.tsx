import type { ObservationNode } from '@kansoku/contracts'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { LogEntry } from './log-entry.tsx'
import { toggled } from './tree-filter.ts'

interface LogViewProps {
  readonly projectId: string
  readonly traceId: string
  /** In the order of time. */
  readonly observations: readonly ObservationNode[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** All observations one after the other with what went in and came out; what is out of sight is neither in the page nor read. */
export function LogView({ projectId, traceId, observations, selected, onSelect }: LogViewProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set())
  const virtualizer = useVirtualizer({
    count: observations.length,
    getScrollElement: () => box.current,
    estimateSize: () => 160,
    getItemKey: (index) => observations[index]?.id ?? index,
    overscan: 4,
  })
  const at = observations.findIndex(({ id }) => id === selected)
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'start' })
  }, [at, virtualizer])
  if (observations.length === 0) return <p className="p-6 text-sm text-ink-3">{t('trace.logEmpty')}</p>
  return (
    <ScrollRegion ref={box} label={t('trace.log')} className="min-h-0 flex-1 overflow-y-auto">
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const observation = observations[index]
          return (
            observation && (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${start}px)` }}
              >
                <LogEntry
                  projectId={projectId}
                  traceId={traceId}
                  observation={observation}
                  portion={portionAt(observations, index)}
                  isSelected={observation.id === selected}
                  onOpen={() => onSelect(observation.id)}
                  isWhole={whole.has(observation.id)}
                  onWhole={() => setWhole(toggled(whole, observation.id))}
                />
              </div>
            )
          )
        })}
      </div>
    </ScrollRegion>
  )
}

/** Neighbours whose texts come with one request. */
const portionSize = 20

function portionAt(observations: readonly ObservationNode[], index: number): readonly string[] {
  const first = index - (index % portionSize)
  return observations.slice(first, first + portionSize).map(({ id }) => id)
}
