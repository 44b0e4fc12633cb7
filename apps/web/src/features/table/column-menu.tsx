import { rowHeights } from '@kansoku/contracts'
import { Columns3 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ColumnList, type ListedColumn } from './column-list.tsx'
import type { Layout } from './layout.ts'

export interface ColumnMenuProps {
  readonly columns: readonly ListedColumn[]
  readonly layout: Layout
  readonly onChange: (layout: Layout) => void
  readonly onReset: () => void
}

/** What a table shows and how: columns, their order, which of them stay at the left, the height of rows. */
export function ColumnMenu({ columns, layout, onChange, onReset }: ColumnMenuProps) {
  const { t } = useTranslation()
  return (
    <Popover
      label={t('table.columns')}
      trigger={
        <Button aria-label={t('table.columns')}>
          <Columns3 size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-xl:sr-only">{t('table.columns')}</span>
        </Button>
      }
    >
      <div className="flex max-h-[70dvh] w-72 flex-col">
        <div className="flex items-center justify-between gap-2 border-b border-line px-3 py-2">
          <span className="text-xs font-medium text-ink-2">{t('table.rowHeight.label')}</span>
          <Segmented
            label={t('table.rowHeight.label')}
            value={layout.rowHeight ?? 'comfortable'}
            options={rowHeights.map((value) => ({ value, label: t(`table.rowHeight.${value}`) }))}
            onChange={(rowHeight) => onChange({ ...layout, rowHeight })}
          />
        </div>
        <ColumnList columns={columns} layout={layout} onChange={onChange} />
        <div className="flex justify-end border-t border-line px-2 py-1.5">
          <Button size="sm" variant="ghost" onClick={onReset}>
            {t('table.reset')}
          </Button>
        </div>
      </div>
    </Popover>
  )
}
