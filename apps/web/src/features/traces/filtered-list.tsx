import { SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { useStoredValue } from '../../lib/stored-value.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { SearchField, type SearchFieldHandle } from '../search/search-field.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { type FilterSource, traceFilterSource } from './filter-source.ts'
import { QuickFilters } from './quick-filters.tsx'
import type { TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

/** Beside the list where there is room for both, else in a drawer. */
function useFilterPanel() {
  const isWide = useMediaQuery('(min-width: 1280px)')
  const [pinned, setPinned] = useStoredValue('filtersPinned', (stored) => stored === true)
  const [drawer, setDrawer] = useState(false)
  const toggle = () => (isWide ? setPinned(!pinned) : setDrawer(!drawer))
  return { beside: isWide && pinned, drawer: !isWide && drawer, setDrawer, toggle }
}

interface FilteredListProps {
  readonly projectId: string
  readonly search: TraceSearch
  /** Absent: that of traces. */
  readonly source?: FilterSource
  readonly searchLabel: string
  /** What the search looks at; absent: what that of traces does. */
  readonly searchPlaceholder?: string
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
  /** At the beginning of the bar. */
  readonly views?: ReactNode
  /** Below the bar. */
  readonly chart?: ReactNode
  /** At the end of the bar. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** A list that is about traces, with everything over and beside it that it can be narrowed by. */
export function FilteredList(props: FilteredListProps) {
  const { t } = useTranslation()
  const { projectId, search, source = traceFilterSource, searchLabel, onChange, onReplace, tools } = props
  const { views, chart, searchPlaceholder = t('traces.searchPlaceholder'), children } = props
  const panel = useFilterPanel()
  const field = useRef<SearchFieldHandle>(null)
  const filters = <FilterPanel projectId={projectId} source={source} search={search} onChange={onChange} />
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-sm:px-3">
        {views}
        <Button aria-pressed={panel.beside || panel.drawer} onClick={panel.toggle}>
          <SlidersHorizontal size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-sm:sr-only">{t('traces.filters')}</span>
        </Button>
        <SearchField
          ref={field}
          projectId={projectId}
          search={search}
          source={source}
          label={searchLabel}
          placeholder={searchPlaceholder}
          onChange={onChange}
        />
        <div className="flex gap-2 overflow-x-auto [scrollbar-width:none] max-sm:-mx-3 max-sm:w-screen max-sm:px-3">
          <QuickFilters search={search} canStar={source.filters.starred} onChange={onChange} />
        </div>
        <FilterChips
          search={search}
          filters={source.filters}
          onChange={onChange}
          onReplace={onReplace}
          onEdit={(text) => field.current?.take(text)}
        />
        {tools && <span className="ml-auto flex gap-2 max-sm:hidden">{tools}</span>}
      </div>
      {chart}
      <div className="flex min-h-0 flex-1">
        {panel.beside && (
          <aside
            aria-label={t('traces.filters')}
            className="w-60 shrink-0 overflow-y-auto border-r border-line"
          >
            {filters}
          </aside>
        )}
        {children}
      </div>
      <Sheet open={panel.drawer} onOpenChange={panel.setDrawer} title={t('traces.filters')} side="end">
        {filters}
      </Sheet>
    </>
  )
}
