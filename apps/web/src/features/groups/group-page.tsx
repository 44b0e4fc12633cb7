import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import type { useLiveList } from '../live/use-live-list.ts'
import { ColumnMenu, type ColumnMenuProps } from '../table/column-menu.tsx'
import type { Layout } from '../table/layout.ts'
import { FilteredList } from '../traces/filtered-list.tsx'
import { ListControls } from '../traces/list-controls.tsx'
import type { useListSearch } from '../traces/use-list-search.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { useListView } from '../views/use-list-view.ts'
import { ViewMenu } from '../views/view-menu.tsx'
import type { ReadSearch } from '../views/view-search.ts'
import { groupFilterSource } from './group-filter-source.ts'
import { weekByDefault } from './group-order.ts'

interface GroupPageProps {
  readonly list: 'sessions' | 'users'
  readonly state: ReturnType<typeof useListSearch>
  readonly read: ReadSearch
  readonly live: ReturnType<typeof useLiveList>
  readonly columns: ColumnMenuProps['columns']
  readonly children: (layout: Layout) => ReactNode
}

/** A list of what traces belong to, whose table people shape and keep as views. */
export function GroupPage({ list, state, read, live, columns, children }: GroupPageProps) {
  const { projectId, search, change, replaceAll } = state
  const { t } = useTranslation()
  const view = useListView({ projectId, list, search, read, onReplace: replaceAll })
  const { layout, setLayout, resetLayout } = view
  useRowKeys()
  return (
    <>
      <PageHeader title={t(`app.page.${list}`)}>
        <ListControls projectId={projectId} search={weekByDefault(search)} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        source={groupFilterSource}
        searchLabel={t(`${list}.search`)}
        onChange={change}
        onReplace={replaceAll}
        views={<ViewMenu view={view} />}
        tools={<ColumnMenu columns={columns} layout={layout} onChange={setLayout} onReset={resetLayout} />}
      >
        {children(layout)}
      </FilteredList>
    </>
  )
}
