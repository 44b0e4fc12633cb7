import clsx from 'clsx'
import type { ReactNode } from 'react'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

export interface DataTableProps {
  readonly label: string
  readonly columns: readonly string[]
  /** The first cells name the row; the others are figures. */
  readonly rows: readonly (readonly ReactNode[])[]
  /** How many cells name the row; default one. */
  readonly names?: number
  readonly maxHeight?: number
}

/** Figures in rows and columns, under a head that stays. */
export function DataTable({ label, columns, rows, names = 1, maxHeight }: DataTableProps) {
  return (
    <ScrollRegion
      label={label}
      className="overflow-auto focus-visible:-outline-offset-2"
      {...(maxHeight ? { style: { maxHeight } } : {})}
    >
      <table aria-label={label} className="w-full text-xs">
        <thead className="sticky top-0 bg-surface">
          <tr>
            {columns.map((column, index) => (
              <th
                key={column}
                scope="col"
                className={clsx(
                  'h-8 px-2 font-medium whitespace-nowrap text-ink-3 first:pl-4 last:pr-4',
                  index < names ? 'text-left' : 'text-right',
                )}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row} className="border-t border-line">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th
                    key={columns[index]}
                    scope="row"
                    className="h-8 max-w-56 truncate pr-2 pl-4 text-left font-normal text-ink"
                  >
                    {cell}
                  </th>
                ) : (
                  <td
                    key={columns[index]}
                    className={clsx(
                      'h-8 px-2 whitespace-nowrap text-ink-2 last:pr-4',
                      index < names ? 'max-w-56 truncate text-left' : 'text-right',
                    )}
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
