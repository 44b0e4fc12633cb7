import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ComponentProps } from 'react'

interface SortHeadProps {
  readonly label: string
  readonly align?: 'end'
  /** Absent where the column has no order. */
  readonly sorted?: 'asc' | 'desc' | 'none'
  readonly onSort?: () => void
  /** Of the cell itself. */
  readonly cell?: ComponentProps<'th'>
}

const ariaSort = { asc: 'ascending', desc: 'descending', none: 'none' } as const

/** Head of a column; one that has an order changes it when pressed. */
export function SortHead({ label, align, sorted, onSort, cell }: SortHeadProps) {
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown
  const isSorted = sorted === 'asc' || sorted === 'desc'
  return (
    <th
      scope="col"
      {...cell}
      {...(sorted ? { 'aria-sort': ariaSort[sorted] } : {})}
      className={clsx(
        'h-9 px-2 text-xs font-medium text-ink-3',
        align === 'end' ? 'text-right' : 'text-left',
        cell?.className,
      )}
    >
      {onSort ? (
        <button
          type="button"
          onClick={onSort}
          className={clsx(
            'group relative max-w-full rounded-sm align-middle hover:text-ink',
            isSorted && 'text-ink',
          )}
        >
          <span className="block truncate">{label}</span>
          {/* In the space between two columns: the narrowest has room for its name only. */}
          <Arrow
            size={12}
            aria-hidden="true"
            className={clsx(
              'absolute inset-y-0 my-auto',
              align === 'end' ? 'right-full mr-0.5' : 'left-full ml-0.5',
              !isSorted && 'opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60',
            )}
          />
        </button>
      ) : (
        <span className="block truncate">{label}</span>
      )}
    </th>
  )
}
