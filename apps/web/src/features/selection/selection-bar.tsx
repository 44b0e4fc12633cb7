import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import type { Selection } from './use-selection.ts'

interface SelectionBarProps<Id extends string> {
  readonly selection: Selection<Id>
  /** How many rows match in all. */
  readonly total: number
  /** What can be done with them. */
  readonly children: ReactNode
}

/** How many rows are chosen, and what can be done with them; nothing while none is. */
export function SelectionBar<Id extends string>({ selection, total, children }: SelectionBarProps<Id>) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { ids, isAll, isPageChosen, chooseAll, clear } = selection
  if (ids.size === 0) return null
  const count = isAll ? total : ids.size
  return (
    <section
      aria-label={t('selection.title')}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-surface px-4 py-2 text-sm"
    >
      <p role="status" className="font-medium">
        {t('selection.chosen', { count, rows: number(count) })}
      </p>
      {isPageChosen && !isAll && total > ids.size && (
        <Button size="sm" onClick={chooseAll}>
          {t('selection.all', { count: total, rows: number(total) })}
        </Button>
      )}
      <span className="ml-auto flex flex-wrap gap-2">
        {children}
        <Button variant="ghost" onClick={clear}>
          {t('selection.clear')}
        </Button>
      </span>
    </section>
  )
}
