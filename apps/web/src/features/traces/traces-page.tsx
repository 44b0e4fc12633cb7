import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useMediaQuery } from '../../lib/media-query.ts'
import { useStoredValue } from '../../lib/stored-value.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/dialog.tsx'
import { LiveButton } from '../live/live-button.tsx'
import { useLiveRefresh } from '../live/use-live-refresh.ts'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import { ColumnMenu, useColumnVisibility } from './column-menu.tsx'
import { FilterChips } from './filter-chips.tsx'
import { FilterPanel } from './filter-panel.tsx'
import { QuickFilters } from './quick-filters.tsx'
import { SearchBox } from './search-box.tsx'
import { TraceList } from './trace-list.tsx'
import { tracesKey } from './traces-query.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useTracesSearch } from './use-traces-search.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 200

function useLiveTraces(projectId: string) {
  const [paused, setPaused] = useState(false)
  const state = useLiveRefresh({
    projectId,
    queryKey: tracesKey(projectId),
    interval: liveInterval,
    enabled: !paused,
  })
  const toggle = () => setPaused(!paused)
  useHotkeys({ p: toggle })
  return { state, paused, onToggle: toggle }
}

/** Beside the list where there is room for both, else in a drawer. */
function useFilterPanel() {
  const isWide = useMediaQuery('(min-width: 1280px)')
  const [pinned, setPinned] = useStoredValue('filtersPinned', (stored) => stored === true)
  const [drawer, setDrawer] = useState(false)
  const toggle = () => (isWide ? setPinned(!pinned) : setDrawer(!drawer))
  return { beside: isWide && pinned, drawer: !isWide && drawer, setDrawer, toggle }
}

export function TracesPage() {
  const { t } = useTranslation()
  const { projectId, search, change, replaceAll } = useTracesSearch()
  const [visibility, setVisibility] = useColumnVisibility()
  const live = useLiveTraces(projectId)
  const panel = useFilterPanel()
  useRowKeys()
  const filters = <FilterPanel projectId={projectId} search={search} onChange={change} />
  return (
    <>
      <PageHeader title={t('traces.title')}>
        <LiveButton {...live} />
        <EnvironmentMenu projectId={projectId} value={search.env ?? []} onChange={(env) => change({ env })} />
        <RangePicker
          range={search}
          onChange={(range) => change({ range: undefined, from: undefined, to: undefined, ...range })}
        />
      </PageHeader>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 max-sm:px-3">
        <Button aria-pressed={panel.beside || panel.drawer} onClick={panel.toggle}>
          <SlidersHorizontal size={15} aria-hidden="true" className="text-ink-3" />
          <span className="max-sm:sr-only">{t('traces.filters')}</span>
        </Button>
        <SearchBox
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined }, { replace: true })}
        />
        <div className="flex gap-2 overflow-x-auto [scrollbar-width:none] max-sm:-mx-3 max-sm:w-screen max-sm:px-3">
          <QuickFilters search={search} onChange={change} />
        </div>
        <FilterChips search={search} onChange={change} onReplace={replaceAll} />
        <span className="ml-auto max-sm:hidden">
          <ColumnMenu visibility={visibility} onChange={setVisibility} />
        </span>
      </div>
      <div className="flex min-h-0 flex-1">
        {panel.beside && (
          <aside
            aria-label={t('traces.filters')}
            className="w-60 shrink-0 overflow-y-auto border-r border-line"
          >
            {filters}
          </aside>
        )}
        <TraceList
          projectId={projectId}
          search={search}
          visibility={visibility}
          onChange={change}
          onReplace={replaceAll}
        />
      </div>
      <Sheet open={panel.drawer} onOpenChange={panel.setDrawer} title={t('traces.filters')} side="end">
        {filters}
      </Sheet>
    </>
  )
}
