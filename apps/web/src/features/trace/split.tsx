import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import { useStoredValue } from '../../lib/stored-value.ts'

interface SplitProps {
  /** Accessible name of the handle between the two. */
  readonly label: string
  readonly start: ReactNode
  readonly end: ReactNode
}

const least = 260
const most = 720
const initial = 380
/** What is left for the other pane in a narrow window. */
const leastEnd = 320
const step = 24

const clamp = (width: number) => Math.max(least, Math.min(most, Math.round(width)))

/** Two panes side by side; the handle is dragged, or moved with the arrow keys. The width is remembered. */
export function Split({ label, start, end }: SplitProps) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useStoredValue('traceTreeWidth', (stored) =>
    typeof stored === 'number' && Number.isFinite(stored) ? clamp(stored) : initial,
  )
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    setWidth(clamp(event.clientX - (box.current?.getBoundingClientRect().left ?? 0)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: width - step, ArrowRight: width + step, Home: least, End: most }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setWidth(clamp(next))
  }
  return (
    <div ref={box} className="flex min-h-0 flex-1">
      <div
        className="flex min-w-0 shrink-0 flex-col"
        style={{ width, maxWidth: `calc(100% - ${leastEnd}px)` }}
      >
        {start}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved */}
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => setWidth(initial)}
        onKeyDown={onKeyDown}
        className="group relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line outline-none before:absolute before:inset-y-0 before:-left-1 before:w-2 hover:bg-accent focus-visible:bg-accent focus-visible:before:bg-accent/40"
      />
      <div className="flex min-w-0 flex-1 flex-col">{end}</div>
    </div>
  )
}
