import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { defaultPageSize, pageSizes } from './trace-search.ts'

interface PagerProps {
  readonly page: number
  readonly limit: number
  readonly totalItems: number
  readonly totalPages: number
  readonly onPage: (page: number) => void
  readonly onLimit: (limit: number | undefined) => void
}

export function Pager({ page, limit, totalItems, totalPages, onPage, onLimit }: PagerProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const first = totalItems === 0 ? 0 : (page - 1) * limit + 1
  const last = Math.min(page * limit, totalItems)
  return (
    <nav
      aria-label={t('traces.paging')}
      className="flex min-h-11 shrink-0 items-center gap-2 border-t border-line px-4 py-1 text-xs text-ink-2 tabular max-sm:px-3"
    >
      <p>{t('traces.shown', { first: number(first), last: number(last), total: number(totalItems) })}</p>
      <span className="flex-1" />
      <Menu
        align="end"
        side="top"
        trigger={
          <Button variant="ghost" size="sm" className="max-sm:hidden">
            {t('traces.perPage', { count: limit })}
          </Button>
        }
      >
        <MenuChoice
          label={t('traces.pageSize')}
          value={String(limit)}
          options={pageSizes.map((size) => ({ value: String(size), label: String(size) }))}
          onChange={(size) => onLimit(Number(size) === defaultPageSize ? undefined : Number(size))}
        />
      </Menu>
      <IconButton label={t('traces.previousPage')} disabled={page <= 1} onClick={() => onPage(page - 1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <span>{t('traces.pageOf', { page: number(page), total: number(Math.max(totalPages, 1)) })}</span>
      <IconButton label={t('traces.nextPage')} disabled={page >= totalPages} onClick={() => onPage(page + 1)}>
        <ChevronRight size={16} />
      </IconButton>
    </nav>
  )
}
