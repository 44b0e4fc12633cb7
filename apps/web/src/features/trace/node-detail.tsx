import type { ObservationNode, TraceDetail } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Code } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { useElementWidth } from '../../ui/element-width.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { NodeHead, TraceProblem } from './node-head.tsx'
import { ObservationIcon } from './observation-icon.tsx'
import { Payload } from './payload.tsx'
import { ObservationProperties, TraceProperties } from './properties.tsx'
import { RepeatCallDialog } from './repeat-call-dialog.tsx'
import { observationQuery } from './trace-queries.ts'

/** From this width on the properties have a column of their own. */
const wideFrom = 820

interface FrameProps {
  readonly head: ReactNode
  readonly content: ReactNode
  readonly properties: ReactNode
}

/** Content and properties side by side where there is room, else one at a time. */
function Frame({ head, content, properties }: FrameProps) {
  const { t } = useTranslation()
  const [ref, width] = useElementWidth<HTMLDivElement>()
  const [tab, setTab] = useState<'content' | 'properties'>('content')
  const isWide = width >= wideFrom
  return (
    <div ref={ref} className="flex min-h-0 flex-1">
      <div className="min-w-0 flex-1 overflow-y-auto px-5 py-4 max-sm:px-3">
        {head}
        {!isWide && width > 0 && (
          <Segmented
            label={t('trace.section')}
            className="float-left mt-3"
            value={tab}
            options={[
              { value: 'content', label: t('trace.content') },
              { value: 'properties', label: t('trace.properties') },
            ]}
            onChange={setTab}
          />
        )}
        {isWide || tab === 'content' ? content : <div className="-mx-4 clear-both pt-2">{properties}</div>}
      </div>
      {isWide && (
        <aside
          aria-label={t('trace.properties')}
          className="w-80 shrink-0 overflow-y-auto border-l border-line bg-canvas"
        >
          {properties}
        </aside>
      )}
    </div>
  )
}

interface ObservationPanelProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly node: ObservationNode
  /** Read by the public link of the trace. */
  readonly isShared: boolean
  readonly onSelect: (id: string) => void
}

export function ObservationPanel({ projectId, trace, node, isShared, onSelect }: ObservationPanelProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(
    observationQuery({ projectId, traceId: trace.id, observationId: node.id }, isShared),
  )
  const [isRepeating, setRepeating] = useState(false)
  const waiting = (
    <div role="status" aria-label={t('app.loading')} className="flex flex-col gap-3 py-4">
      <Skeleton className="h-16" />
      <Skeleton className="h-40" />
    </div>
  )
  const failed = (
    <EmptyState title={t('trace.notLoaded')} text={errorText(error)}>
      <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
    </EmptyState>
  )
  return (
    <Frame
      head={
        <NodeHead node={node}>
          {data && node.type === 'GENERATION' && !isShared && (
            <IconButton label={t('trace.repeat')} size="iconSm" onClick={() => setRepeating(true)}>
              <Code size={15} />
            </IconButton>
          )}
          {data && isRepeating && <RepeatCallDialog observation={data} onClose={() => setRepeating(false)} />}
        </NodeHead>
      }
      content={
        data ? <Payload key={node.id} input={data.input} output={data.output} /> : error ? failed : waiting
      }
      properties={
        data ? (
          <ObservationProperties
            projectId={projectId}
            trace={trace}
            observation={data}
            isShared={isShared}
            onSelect={onSelect}
          />
        ) : error ? null : (
          <div className="px-4">{waiting}</div>
        )
      }
    />
  )
}

export function TracePanel({ projectId, trace, isShared }: Omit<ObservationPanelProps, 'node' | 'onSelect'>) {
  const { t } = useTranslation()
  return (
    <Frame
      head={
        <header className="border-b border-line pb-3">
          <div className="flex items-center gap-2">
            <ObservationIcon />
            <h2 className="min-w-0 truncate text-base font-semibold">{trace.name ?? t('traces.unnamed')}</h2>
            <span className="shrink-0 text-xs text-ink-3">{t('trace.trace')}</span>
          </div>
          <TraceProblem trace={trace} />
        </header>
      }
      content={<Payload input={trace.input} output={trace.output} />}
      properties={<TraceProperties projectId={projectId} trace={trace} isShared={isShared} />}
    />
  )
}
