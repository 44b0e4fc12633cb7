import clsx from 'clsx'
import type { ReactNode } from 'react'
import { ScrollRegion } from './scroll-region.tsx'

interface ListColumn {
  readonly id: string
  readonly label: string
  /** Stands to the right, as its cells do. */
  readonly isFigure?: boolean
}

interface ListTableProps {
  readonly label: string
  readonly columns: readonly ListColumn[]
  /** Columns at the end that hold buttons and have no name. */
  readonly unnamedColumns: number
  readonly children: ReactNode
}

/** A table of all things of a kind, which fills its page and scrolls within it. */
export function ListTable({ label, columns, unnamedColumns, children }: ListTableProps) {
  return (
    <ScrollRegion label={label} className="min-h-0 flex-1 overflow-auto">
      <table aria-label={label} className="w-full text-sm">
        <thead className="sticky top-0 z-10 bg-canvas">
          <tr>
            {columns.map(({ id, label: name, isFigure }) => (
              <th
                key={id}
                scope="col"
                className={clsx(
                  'h-9 border-b border-line px-2 text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4',
                  isFigure ? 'text-right' : 'text-left',
                )}
              >
                {name}
              </th>
            ))}
            {unnamedColumns > 0 && <td colSpan={unnamedColumns} className="border-b border-line" />}
          </tr>
        </thead>
        <tbody className="[&_td]:border-b [&_td]:border-line/70 [&_th]:border-b [&_th]:border-line/70">
          {children}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
