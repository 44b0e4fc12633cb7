import type { CountsOverTime } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { highestBar, stretchOf } from './strip-stretch.ts'

export interface ChartStripProps {
  /** What is counted. */
  readonly label: string
  readonly counts: Pick<UseQueryResult<CountsOverTime>, 'data' | 'error' | 'refetch'>
  /** Chosen with the pointer: the range from one bar to another. */
  readonly onRange: (range: { readonly from: string; readonly to: string }) => void
}

/** How many rows of a list there are over time, and how many of them failed; a stretch of it is chosen by dragging. */
export function ChartStrip({ label, counts, onRange }: ChartStripProps) {
  return (
    <figure className="border-b border-line px-4 py-2 max-sm:hidden">
      {counts.data ? (
        <Bars label={label} counts={counts.data} onRange={onRange} />
      ) : counts.error ? (
        <NotCounted counts={counts} />
      ) : (
        <Skeleton className="h-14 w-full" />
      )}
    </figure>
  )
}

function NotCounted({ counts: { error, refetch } }: Pick<ChartStripProps, 'counts'>) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <p role="alert" className="flex h-14 items-center gap-3 text-xs text-ink-2">
      {errorText(error)}
      <Button size="sm" onClick={() => void refetch()}>
        {t('app.retry')}
      </Button>
    </p>
  )
}

/** The bar that the pointer is over. */
function barAt({ currentTarget, clientX }: PointerEvent<HTMLElement>, bars: number): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return Math.max(0, Math.min(bars - 1, Math.floor(((clientX - left) / width) * bars)))
}

function useDragged(counts: CountsOverTime, onRange: ChartStripProps['onRange']) {
  const [dragged, setDragged] = useState<readonly [from: number, to: number]>()
  const bars = counts.points.length
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      const bar = barAt(event, bars)
      setDragged([bar, bar])
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged) setDragged([dragged[0], barAt(event, bars)])
    },
    onPointerUp: () => {
      setDragged(undefined)
      const range = dragged && stretchOf(counts, dragged)
      if (range) onRange(range)
    },
    onPointerCancel: () => setDragged(undefined),
  }
  const isIn = (bar: number) =>
    dragged !== undefined && bar >= Math.min(...dragged) && bar <= Math.max(...dragged)
  return { handlers, isIn }
}

interface BarsProps extends Omit<ChartStripProps, 'counts'> {
  readonly counts: CountsOverTime
}

function Bars({ label, counts, onRange }: BarsProps) {
  const { t } = useTranslation()
  const { number, exactTime, rowTime } = useFormats()
  const [first, last] = [counts.points[0], counts.points.at(-1)]
  const { handlers, isIn } = useDragged(counts, onRange)
  const highest = highestBar(counts)
  const height = (rows: number) => ({ height: `${(rows / highest) * 100}%` })
  return (
    <>
      <div
        aria-hidden="true"
        {...handlers}
        className="flex h-14 cursor-crosshair touch-none items-stretch select-none"
      >
        {counts.points.map(({ time, rows, errors }, bar) => (
          <div
            key={time}
            title={t('table.bar', { time: exactTime(time), rows: number(rows), errors: number(errors) })}
            className={clsx('flex min-w-0 flex-1 flex-col justify-end px-px', isIn(bar) && 'bg-accent-soft')}
          >
            <div className="bg-danger" style={height(errors)} />
            <div className="bg-accent/60" style={height(rows - errors)} />
          </div>
        ))}
      </div>
      <div aria-hidden="true" className="mt-1 flex justify-between text-2xs text-ink-3 tabular">
        <span>{first && rowTime(first.time)}</span>
        <span>{t('table.highest', { rows: number(highest) })}</span>
        <span>{last && rowTime(last.time)}</span>
      </div>
      <table className="sr-only">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <th scope="col">{t('table.rows')}</th>
            <th scope="col">{t('table.errors')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.points.map(({ time, rows, errors }) => (
            <tr key={time}>
              <th scope="row">{exactTime(time)}</th>
              <td>{number(rows)}</td>
              <td>{number(errors)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
