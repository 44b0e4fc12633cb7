import clsx from 'clsx'
import { ChevronRight, CircleAlert, MessageSquare, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { shortModel } from '../traces/short-model.ts'
import { ObservationIcon } from './observation-icon.tsx'
import type { TreeRow } from './tree.ts'
import { barOf, type Span } from './waterfall.ts'

interface TreeRowViewProps {
  readonly id: string
  readonly row: TreeRow
  readonly comments: number
  readonly span: Span
  readonly traceName: string
  readonly selected: boolean
  readonly expanded: boolean
  readonly onSelect: () => void
  readonly onToggle: () => void
}

/** Deeper levels are not indented further: there would be no room left for names. */
const deepest = 16

function Bar({ row, span }: Pick<TreeRowViewProps, 'row' | 'span'>) {
  const { observation } = row.node
  const { left, width } = observation ? barOf(span, observation) : { left: 0, width: 1 }
  const tone =
    observation?.level === 'ERROR'
      ? 'bg-danger'
      : observation?.type === 'GENERATION'
        ? 'bg-accent'
        : 'bg-ink-3/60'
  return (
    <span aria-hidden="true" className="relative mt-1 block h-[3px] rounded-full bg-line/60">
      <span
        className={clsx('absolute inset-y-0 min-w-[3px] rounded-full', tone)}
        style={{ left: `min(${left * 100}%, calc(100% - 3px))`, width: `${width * 100}%` }}
      />
    </span>
  )
}

function Marks({ row }: { readonly row: TreeRow }) {
  const { t } = useTranslation()
  const { observation, hasError } = row.node
  if (observation?.level === 'ERROR')
    return (
      <CircleAlert
        size={13}
        role="img"
        aria-label={t('traces.level.ERROR')}
        className="shrink-0 text-danger"
      />
    )
  if (observation?.level === 'WARNING')
    return (
      <TriangleAlert
        size={13}
        role="img"
        aria-label={t('traces.level.WARNING')}
        className="shrink-0 text-warn"
      />
    )
  if (!hasError) return null
  return (
    <span
      role="img"
      aria-label={t('trace.errorBelow')}
      className="size-1.5 shrink-0 rounded-full bg-danger"
    />
  )
}

function CommentMark({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <span
      role="img"
      aria-label={t('comments.count', { count })}
      className="flex shrink-0 items-center gap-0.5 text-2xs text-ink-3 tabular"
    >
      <MessageSquare size={11} aria-hidden="true" />
      {number(count)}
    </span>
  )
}

function Figures({ row, span }: Pick<TreeRowViewProps, 'row' | 'span'>) {
  const { duration, cost } = useFormats()
  const { observation } = row.node
  const seconds = observation ? observation.latency : (span.end - span.start) / 1000
  return (
    <span className="flex shrink-0 items-center gap-2 text-2xs text-ink-3 tabular">
      {row.node.cost !== null && row.node.cost > 0 && <span>{cost(row.node.cost)}</span>}
      {seconds !== null && <span className="text-ink-2">{duration(seconds)}</span>}
    </span>
  )
}

export function TreeRowView(props: TreeRowViewProps) {
  const { t } = useTranslation()
  const { id, row, comments, span, traceName, selected, expanded, onSelect, onToggle } = props
  const { observation, children } = row.node
  const hasChildren = children.length > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it owns the keyboard
    // biome-ignore lint/a11y/useFocusableInteractive: the tree points at it with aria-activedescendant
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-selected={selected}
      {...(hasChildren ? { 'aria-expanded': expanded } : {})}
      onClick={onSelect}
      style={{ paddingLeft: `${Math.min(row.depth, deepest) * 0.875 + 0.375}rem` }}
      className={clsx(
        'flex h-10 cursor-pointer items-center gap-1 pr-3',
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      {hasChildren ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t(expanded ? 'trace.collapse' : 'trace.expand')}
          onClick={(event) => {
            event.stopPropagation()
            onToggle()
          }}
          className="flex size-5 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:bg-line hover:text-ink"
        >
          <ChevronRight size={13} className={clsx('transition-transform', expanded && 'rotate-90')} />
        </button>
      ) : (
        <span className="w-5 shrink-0" />
      )}
      <ObservationIcon type={observation?.type} />
      <span className="ml-1 min-w-0 flex-1">
        <span className="flex items-center gap-1.5">
          <span title={observation?.name ?? traceName} className="truncate text-sm leading-5">
            {observation ? (observation.name ?? t(`trace.type.${observation.type}`)) : traceName}
          </span>
          {observation?.model && (
            <span title={observation.model} className="shrink-[20] truncate text-2xs text-ink-3">
              {shortModel(observation.model)}
            </span>
          )}
          <Marks row={row} />
          {comments > 0 && <CommentMark count={comments} />}
          <span className="flex-1" />
          <Figures row={row} span={span} />
        </span>
        <Bar row={row} span={span} />
      </span>
    </div>
  )
}
