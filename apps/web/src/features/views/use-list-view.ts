import type { TableView, TableViews } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import type { Layout } from '../table/layout.ts'
import { useLayout } from '../table/use-layout.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { isSameSearch, type ReadSearch, toViewSearch, withView } from './view-search.ts'
import { findView, type ListOfProject, type View, viewsQuery } from './views.ts'

export interface ListView extends ListOfProject {
  readonly views: TableViews | undefined
  /** What the list was set to by its name; absent: as it comes. */
  readonly active: View | undefined
  /** Whether the list was set to something else since. */
  readonly isChanged: boolean
  readonly search: TraceSearch
  readonly layout: Layout
  readonly setLayout: (layout: Layout) => void
  readonly resetLayout: () => void
  readonly onReplace: (search: TraceSearch) => void
  /** Shows a view. */
  readonly show: (view: Pick<View, 'id' | 'search'>) => void
}

interface ListState extends ListOfProject {
  readonly search: TraceSearch
  readonly read: ReadSearch
  readonly onReplace: (search: TraceSearch) => void
}

/** The view that a list shows, and how its table is shaped by it and since. */
export function useListView(state: ListState): ListView {
  const { projectId, list, search, read, onReplace } = state
  const views = useQuery(viewsQuery({ projectId, list })).data
  const active = search.view === undefined ? undefined : findView(list, views, search.view)
  const shaped = useLayout(list, active)
  const isChanged = active !== undefined && !isSameSearch(active.search, toViewSearch(search))
  return {
    ...{ projectId, list, search, onReplace, ...shaped, views, active },
    isChanged: isChanged || (active !== undefined && shaped.isOwn),
    show: (view) => onReplace(withView(search, view, read)),
  }
}

/** The view among those that people keep. */
export function keptView({ views, active }: ListView): TableView | undefined {
  return views?.views.find(({ id }) => id === active?.id)
}

/** The list as the view says, whatever was changed since. */
export function resetToView({ active, resetLayout, show }: ListView): void {
  resetLayout()
  if (active) show(active)
}
