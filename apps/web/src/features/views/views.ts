import {
  changeTableView,
  createTableView,
  deleteTableView,
  listTableViews,
  type RouteInput,
  setDefaultTableView,
  type TableLayout,
  type TableViews,
  type ViewedList,
} from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { curatedViews } from './curated-views.ts'
import type { ViewSearch } from './view-search.ts'

/** Views of which list of which project. */
export interface ListOfProject {
  readonly projectId: string
  readonly list: ViewedList
}

const viewsKey = ({ projectId, list }: ListOfProject) => ['table-views', projectId, list] as const

export function viewsQuery(of: ListOfProject) {
  return queryOptions({
    queryKey: viewsKey(of),
    queryFn: ({ signal }) => api.call(listTableViews, { params: { ...of } }, { signal }),
    staleTime: 60_000,
  })
}

/** What a list can show, curated or kept by somebody. */
export interface View {
  readonly id: string
  readonly search: ViewSearch
  readonly layout?: TableLayout
}

export function findView(list: ViewedList, views: TableViews | undefined, id: string): View | undefined {
  return [...(views?.views ?? []), ...curatedViews(list)].find((view) => view.id === id)
}

export function useCreateView(of: ListOfProject, onDone: (created: { readonly id: string }) => void) {
  const create = (body: RouteInput<typeof createTableView>['body']) =>
    api.call(createTableView, { params: { ...of }, body })
  return useChange(viewsKey(of), create, onDone)
}

type OneView = ListOfProject & { readonly viewId: string }

type OnFailure = (error: Error) => void

export function useChangeView(of: OneView, onDone: () => void, onFailure?: OnFailure) {
  const change = (body: RouteInput<typeof changeTableView>['body']) =>
    api.call(changeTableView, { params: { ...of }, body })
  return useChange(viewsKey(of), change, onDone, onFailure)
}

export function useDeleteView(of: OneView, onDone: () => void) {
  const remove = () => api.call(deleteTableView, { params: { ...of } })
  return useChange(viewsKey(of), remove, onDone)
}

export function useSetDefaultView(of: OneView, onFailure: OnFailure) {
  const set = (body: RouteInput<typeof setDefaultTableView>['body']) =>
    api.call(setDefaultTableView, { params: { ...of }, body })
  return useChange(viewsKey(of), set, () => undefined, onFailure)
}
