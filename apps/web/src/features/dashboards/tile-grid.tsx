import type { DashboardTile, GridCell } from '@kansoku/contracts'
import { gridColumns } from '@kansoku/contracts'
import { Grip, MoveDiagonal2 } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useElementWidth } from '../../ui/element-width.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { cellBeside, type Direction, inReadingOrder, place, sizeBeside } from './layout.ts'

interface TileGridProps {
  readonly tiles: readonly DashboardTile[]
  /** The same at this very moment: keys may come faster than the page is drawn. */
  readonly latestTiles: () => readonly DashboardTile[] | undefined
  /** Absent where the reader may change nothing. */
  readonly onLayout?: (tiles: (GridCell & { readonly id: string })[]) => void
  /** A tile of this height, with the handle that moves it. */
  readonly children: (tile: DashboardTile, height: number, handle: ReactNode) => ReactNode
}

const rowHeight = 48
const gap = 16
/** Narrower than this, tiles stand one below the other. */
const narrow = 720

export const heightOf = (rows: number) => rows * rowHeight + (rows - 1) * gap
const keys: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const toCells = (tiles: readonly DashboardTile[]) =>
  tiles.map(({ id, x, y, width, height }) => ({ id, x, y, width, height }))

/** Tiles on a grid of twelve columns, moved and resized by mouse, touch and keyboard. */
export function TileGrid({ tiles, latestTiles, onLayout, children }: TileGridProps) {
  const { t } = useTranslation()
  const [ref, width] = useElementWidth<HTMLDivElement>()
  const [draft, setDraft] = useState<readonly DashboardTile[]>()
  const [said, setSaid] = useState('')
  const isNarrow = width > 0 && width < narrow
  const shown = inReadingOrder(draft ?? tiles)
  const step = { x: (width + gap) / gridColumns, y: rowHeight + gap }

  const say = (after: readonly DashboardTile[], id: string) => {
    const tile = after.find((one) => one.id === id)
    if (!tile) return
    const { x, y, width: columns, height: rows } = tile
    setSaid(t('dashboards.tileAt', { column: x + 1, row: y + 1, columns, rows }))
  }
  const onKey = (id: string) => (event: KeyboardEvent) => {
    const direction = keys[event.key]
    const latest = latestTiles() ?? tiles
    const tile = latest.find((one) => one.id === id)
    if (!direction || !onLayout || !tile) return
    event.preventDefault()
    const cell = event.shiftKey ? sizeBeside(tile, direction) : cellBeside(latest, id, direction)
    const after = place(latest, id, cell)
    onLayout(toCells(after))
    say(after, id)
  }
  const drag = useDrag({
    step,
    onMove: (tile, cell) => setDraft(place(tiles, tile.id, cell)),
    onEnd: () => {
      if (draft) onLayout?.(toCells(draft))
      setDraft(undefined)
    },
    onCancel: () => setDraft(undefined),
  })
  return (
    <div ref={ref}>
      <div
        className="grid"
        style={{
          gap,
          gridTemplateColumns: isNarrow ? 'minmax(0, 1fr)' : `repeat(${gridColumns}, minmax(0, 1fr))`,
          ...(isNarrow ? {} : { gridAutoRows: rowHeight }),
        }}
      >
        {width > 0 &&
          shown.map((tile) => {
            const name = tile.widget?.name ?? ''
            const canMove = onLayout !== undefined && !isNarrow
            const handle = canMove && (
              <IconButton
                size="iconSm"
                label={t('dashboards.moveTile', { name })}
                className="cursor-grab touch-none active:cursor-grabbing"
                onKeyDown={onKey(tile.id)}
                {...drag(tile, 'move')}
              >
                <Grip size={14} />
              </IconButton>
            )
            const height = heightOf(tile.height)
            return (
              <div
                key={tile.id}
                data-tile={tile.id}
                className="group relative min-w-0"
                style={isNarrow ? { height } : areaOf(tile)}
              >
                {children(tile, height, handle)}
                {canMove && (
                  <span
                    aria-hidden="true"
                    className="absolute right-0 bottom-0 flex size-5 cursor-nwse-resize touch-none items-center justify-center text-ink-3 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100"
                    {...drag(tile, 'resize')}
                  >
                    <MoveDiagonal2 size={12} />
                  </span>
                )}
              </div>
            )
          })}
      </div>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </div>
  )
}

function areaOf({ x, y, width, height }: GridCell) {
  return { gridColumn: `${x + 1} / span ${width}`, gridRow: `${y + 1} / span ${height}` }
}

interface DragOptions {
  readonly step: { readonly x: number; readonly y: number }
  readonly onMove: (tile: DashboardTile, cell: Partial<GridCell>) => void
  readonly onEnd: () => void
  readonly onCancel: () => void
}

/** Handlers of a handle that drags its tile, or its tile's corner, by whole cells. */
function useDrag({ step, onMove, onEnd, onCancel }: DragOptions) {
  const start = useRef<{ readonly x: number; readonly y: number; readonly tile: DashboardTile }>(undefined)
  return (tile: DashboardTile, kind: 'move' | 'resize') => ({
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, tile }
    },
    onPointerMove: (event: PointerEvent) => {
      const from = start.current
      if (!from) return
      const columns = Math.round((event.clientX - from.x) / step.x)
      const rows = Math.round((event.clientY - from.y) / step.y)
      const { x, y, width, height } = from.tile
      onMove(
        from.tile,
        kind === 'move' ? { x: x + columns, y: y + rows } : { width: width + columns, height: height + rows },
      )
    },
    onPointerUp: () => {
      if (start.current) onEnd()
      start.current = undefined
    },
    onPointerCancel: () => {
      start.current = undefined
      onCancel()
    },
  })
}
