import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { changeOf } from './change.ts'

/** A figure of some totals. */
export interface Tile<Totals> {
  readonly key: string
  readonly label: string
  readonly valueOf: (totals: Totals) => number | null
  readonly format: (value: number) => string
  readonly detail: (totals: Totals) => string
  /** Whether more of it is worse; undefined where more is neither good nor bad. */
  readonly moreIsWorse?: boolean
}

interface Periods<Totals> {
  readonly current: Totals
  readonly previous: Totals
}

interface ChangeMarkProps<Totals> {
  readonly tile: Tile<Totals>
  readonly periods: Periods<Totals>
}

function ChangeMark<Totals>({ tile, periods }: ChangeMarkProps<Totals>) {
  const { t } = useTranslation()
  const { percent } = useFormats()
  const change = changeOf(tile.valueOf(periods.current), tile.valueOf(periods.previous))
  if (change?.ratio === undefined) return null
  if (change.direction === 'same') return <span className="text-xs text-ink-3">±0%</span>
  const isUp = change.direction === 'up'
  const tone =
    tile.moreIsWorse === undefined ? 'text-ink-2' : isUp === tile.moreIsWorse ? 'text-danger' : 'text-ok'
  const Arrow = isUp ? ArrowUp : ArrowDown
  return (
    <span
      title={t('dashboard.against')}
      className={clsx('inline-flex items-center gap-0.5 text-xs font-medium', tone)}
    >
      <Arrow size={12} role="img" aria-label={t(isUp ? 'dashboard.up' : 'dashboard.down')} />
      {percent(Math.abs(change.ratio))}
    </span>
  )
}

interface TilesProps<Totals> {
  readonly tiles: readonly Tile<Totals>[]
  /** Undefined while they are on their way. */
  readonly periods: Periods<Totals> | undefined
}

/** Totals of the range, each against the range before. */
export function Tiles<Totals>({ tiles, periods }: TilesProps<Totals>) {
  const { t } = useTranslation()
  return (
    <dl
      aria-label={t('dashboard.totals')}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {tiles.map((tile) => {
        const value = periods ? tile.valueOf(periods.current) : null
        return (
          <div key={tile.key} className="min-w-0 bg-surface px-4 py-3">
            <dt className="truncate text-xs text-ink-2">{tile.label}</dt>
            <dd className="mt-1">
              {periods ? (
                <>
                  <span className="flex items-baseline gap-2">
                    <span className="truncate text-xl font-semibold tracking-tight tabular">
                      {value === null ? '–' : tile.format(value)}
                    </span>
                    <ChangeMark tile={tile} periods={periods} />
                  </span>
                  <span className="block truncate text-2xs text-ink-3 tabular">
                    {tile.detail(periods.current)}
                  </span>
                </>
              ) : (
                <Skeleton className="h-11 w-24" />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
