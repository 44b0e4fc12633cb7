import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import type { useLiveList } from '../live/use-live-list.ts'
import { ListTabs } from '../observations/list-tabs.tsx'
import { ChartStrip, type ChartStripProps } from '../table/chart-strip.tsx'
import { ChartToggle } from '../table/chart-toggle.tsx'
import { ColumnMenu, type ColumnMenuProps } from '../table/column-menu.tsx'
import { type ListView, useListView } from '../views/use-list-view.ts'
import { ViewMenu } from '../views/view-menu.tsx'
import type { ReadSearch } from '../views/view-search.ts'
import { allRows } from './chosen-rows.ts'
import { ExportButton } from './export-button.tsx'
import type { FilterSource } from './filter-source.ts'
import { FilteredList } from './filtered-list.tsx'
import { ListControls } from './list-controls.tsx'
import type { useListSearch } from './use-list-search.ts'
import { useRowKeys } from './use-row-keys.ts'

interface TablePageProps {
  readonly list: 'traces' | 'observations'
  readonly state: ReturnType<typeof useListSearch>
  readonly read: ReadSearch
  readonly source: FilterSource
  readonly live: ReturnType<typeof useLiveList>
  readonly columns: ColumnMenuProps['columns']
  /** How many rows the list has, over all its pages. */
  readonly total: number
  readonly chart: {
    readonly isShown: boolean
    readonly onToggle: (isShown: boolean) => void
    readonly counts: ChartStripProps['counts']
  }
  readonly children: (layout: ListView['layout']) => ReactNode
}

/** A list whose table people shape, keep as views, see as a chart and export. */
export function TablePage(props: TablePageProps) {
  const { list, state, read, source, live, columns, total, chart, children } = props
  const { projectId, search, change, replaceAll } = state
  const { t } = useTranslation()
  const view = useListView({ projectId, list, search, read, onReplace: replaceAll })
  const { layout, setLayout, resetLayout } = view
  useRowKeys()
  return (
    <>
      <PageHeader
        title={t(`${list}.title`)}
        heading={<ListTabs projectId={projectId} shown={list} search={search} />}
      >
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        source={source}
        searchLabel={t(`${list}.search`)}
        searchPlaceholder={t(`${list}.searchPlaceholder`)}
        onChange={change}
        onReplace={replaceAll}
        views={<ViewMenu view={view} />}
        tools={
          <>
            <ExportButton
              projectId={projectId}
              table={list}
              selection={() => allRows(search, source.filters)}
              count={total}
            />
            <ChartToggle shown={chart.isShown} onChange={chart.onToggle} />
            <ColumnMenu columns={columns} layout={layout} onChange={setLayout} onReset={resetLayout} />
          </>
        }
        chart={
          chart.isShown && (
            <ChartStrip
              label={t(`${list}.chart`)}
              counts={chart.counts}
              onRange={(range) => change({ range: undefined, ...range })}
            />
          )
        }
      >
        {children(layout)}
      </FilteredList>
    </>
  )
}
