import type { TraceDetail } from '@kansoku/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Segmented } from '../../ui/segmented.tsx'
import { GraphView } from './graph-view.tsx'
import { LogView } from './log-view.tsx'

/** Ways to look at a trace beside its tree. */
export const looks = ['detail', 'log', 'graph'] as const
export type Look = (typeof looks)[number]

/** The address with the look; without one it means the details. */
export const withLook = <Search extends object>(search: Search, look: Look) => ({
  ...search,
  look: look === 'detail' ? undefined : look,
})

interface LookViewProps {
  readonly projectId: string
  readonly trace: TraceDetail
  readonly selected: string
  readonly onSelect: (id: string) => void
  readonly look: Look
  readonly onLook: (look: Look) => void
  /** Read by the public link of the trace: the log needs more than that gives. */
  readonly isShared: boolean
  /** What `detail` shows. */
  readonly children: ReactNode
}

/** One of the ways to look at a trace; a single observation has but one. */
export function LookView(props: LookViewProps) {
  const { projectId, trace, selected, onSelect, look, onLook, isShared, children } = props
  const { t } = useTranslation()
  if (trace.observations.length < 2) return children
  const offered = looks.filter((one) => one !== 'log' || !isShared)
  const shown = offered.includes(look) ? look : 'detail'
  const open = (id: string) => {
    onLook('detail')
    onSelect(id)
  }
  return (
    <>
      <div className="flex h-10 shrink-0 items-center border-b border-line px-4">
        <Segmented<Look>
          label={t('trace.look')}
          value={shown}
          options={offered.map((one) => ({ value: one, label: t(`trace.lookOf.${one}`) }))}
          onChange={onLook}
        />
      </div>
      {shown === 'detail' ? (
        children
      ) : shown === 'log' ? (
        <LogView
          projectId={projectId}
          traceId={trace.id}
          observations={trace.observations}
          selected={selected}
          onSelect={open}
        />
      ) : (
        <GraphView observations={trace.observations} selected={selected} onSelect={onSelect} />
      )}
    </>
  )
}
