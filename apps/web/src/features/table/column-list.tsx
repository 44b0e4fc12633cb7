import clsx from 'clsx'
import { GripVertical, Pin } from 'lucide-react'
import { type ComponentProps, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import { isShown, type Layout, moveColumn, orderColumns, pinColumn, showColumn } from './layout.ts'
import { useReorder } from './use-reorder.ts'

export type ListedColumn = Pick<Column<never>, 'id' | 'label' | 'isName' | 'isExtra'>

interface ColumnItemProps {
  readonly column: ListedColumn
  readonly layout: Layout
  readonly onChange: (layout: Layout) => void
  readonly isDragged: boolean
  readonly handle: ComponentProps<'button'>
}

function ColumnItem({ column, layout, onChange, isDragged, handle }: ColumnItemProps) {
  const { t } = useTranslation()
  const { id, label, isName = false } = column
  const isPinned = layout.pinned?.includes(id) ?? false
  return (
    <li
      className={clsx(
        'flex min-h-8 items-center rounded-sm pr-1 text-sm pointer-coarse:min-h-10',
        isDragged ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <button
        type="button"
        aria-label={t('table.move', { name: label })}
        aria-description={t('table.moveHint')}
        {...handle}
        className="flex h-8 w-6 shrink-0 cursor-grab touch-none items-center justify-center rounded-sm text-ink-3 hover:text-ink active:cursor-grabbing"
      >
        <GripVertical size={13} aria-hidden="true" />
      </button>
      <label className="flex min-w-0 flex-1 cursor-pointer items-center gap-2">
        <input
          type="checkbox"
          checked={isShown(column, layout)}
          disabled={isName}
          onChange={(event) => onChange(showColumn(layout, id, event.target.checked))}
          className="size-3.5 shrink-0 accent-[var(--accent)]"
        />
        <span className="min-w-0 flex-1 truncate">{label}</span>
      </label>
      <button
        type="button"
        aria-pressed={isPinned}
        aria-label={t('table.pin', { name: label })}
        title={t('table.pin', { name: label })}
        onClick={() => onChange(pinColumn(layout, id, !isPinned))}
        className="flex size-7 shrink-0 items-center justify-center rounded-sm text-ink-3 hover:text-ink aria-pressed:text-accent"
      >
        <Pin size={13} aria-hidden="true" className={clsx(isPinned && 'fill-current')} />
      </button>
    </li>
  )
}

interface ColumnListProps {
  readonly columns: readonly ListedColumn[]
  readonly layout: Layout
  readonly onChange: (layout: Layout) => void
}

/** All columns of a table, to be shown, moved and pinned. */
export function ColumnList({ columns, layout, onChange }: ColumnListProps) {
  const { t } = useTranslation()
  const [said, setSaid] = useState('')
  const ordered = useMemo(() => orderColumns(columns, layout), [columns, layout])
  const ids = useMemo(() => ordered.map(({ id }) => id), [ordered])
  const { list, dragged, handleOf } = useReorder(ids, (id, to) => {
    const next = moveColumn(columns, layout, id, to)
    const after = orderColumns(columns, next)
    const place = after.findIndex((column) => column.id === id) + 1
    const name = after[place - 1]?.label ?? id
    setSaid(t('table.moved', { name, place, total: after.length }))
    onChange(next)
  })
  return (
    <>
      <ul ref={list} aria-label={t('table.columns')} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {ordered.map((column) => (
          <ColumnItem
            key={column.id}
            column={column}
            layout={layout}
            onChange={onChange}
            isDragged={dragged === column.id}
            handle={handleOf(column.id)}
          />
        ))}
      </ul>
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
    </>
  )
}
