import { useVirtualizer } from '@tanstack/react-virtual'
import clsx from 'clsx'
import { FoldVertical, UnfoldVertical } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { JsonLine } from './json-row.tsx'
import { everything, firstExpanded, type JsonRow, toRows } from './json-rows.ts'

interface JsonViewProps {
  readonly value: unknown
  readonly label: string
}

/** Up to here lines wrap and are measured; beyond, each is one line high, or measuring would take the time. */
const wrapLimit = 4_000

/** Up to here every line is in the page, where the browser's own search finds it. */
const plainLimit = 400

interface LinesProps {
  readonly rows: readonly JsonRow[]
  readonly label: string
  readonly onToggle: (path: string) => void
}

const linesClass = 'overflow-auto rounded-lg bg-sunken py-2.5 pr-3 font-mono text-xs leading-5'

function PlainLines({ rows, label, onToggle }: LinesProps) {
  return (
    <ScrollRegion label={label} className={clsx(linesClass, 'max-h-[75dvh]')}>
      {rows.map((row) => (
        <JsonLine key={row.key} row={row} onToggle={onToggle} />
      ))}
    </ScrollRegion>
  )
}

function VirtualLines({ rows, label, onToggle }: LinesProps) {
  const box = useRef<HTMLDivElement>(null)
  const wrap = rows.length <= wrapLimit
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => 20,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 30,
  })
  const items = virtualizer.getVirtualItems()
  return (
    <ScrollRegion ref={box} label={label} className={clsx(linesClass, 'h-[75dvh]')}>
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ key, index, start }) => {
          const row = rows[index]
          return (
            row && (
              <div
                key={key}
                ref={wrap ? virtualizer.measureElement : undefined}
                data-index={index}
                className={clsx(
                  'absolute top-0 left-0',
                  wrap ? 'w-full' : 'h-5 min-w-full [&_*]:whitespace-pre',
                )}
                style={{ transform: `translateY(${start}px)` }}
              >
                <JsonLine row={row} onToggle={onToggle} />
              </div>
            )
          )
        })}
      </div>
    </ScrollRegion>
  )
}

/** Any JSON value, however large: lines open and close, and only those in sight are in the page. */
export function JsonView({ value, label }: JsonViewProps) {
  const { t } = useTranslation()
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => firstExpanded(value))
  const rows = useMemo(() => toRows(value, expanded), [value, expanded])
  const toggle = (path: string) => {
    const next = new Set(expanded)
    if (!next.delete(path)) next.add(path)
    setExpanded(next)
  }
  const Lines = rows.length > plainLimit ? VirtualLines : PlainLines
  return (
    <div className="relative">
      <div className="absolute top-1.5 right-3.5 z-10 flex rounded-md bg-sunken">
        <IconButton label={t('json.openAll')} size="iconSm" onClick={() => setExpanded(everything(value))}>
          <UnfoldVertical size={14} />
        </IconButton>
        <IconButton label={t('json.closeAll')} size="iconSm" onClick={() => setExpanded(new Set(['']))}>
          <FoldVertical size={14} />
        </IconButton>
        <CopyButton text={() => JSON.stringify(value, null, 2) ?? ''} label={t('json.copy')} />
      </div>
      <Lines rows={rows} label={label} onToggle={toggle} />
    </div>
  )
}
