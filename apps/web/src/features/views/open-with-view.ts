import type { TableViews, ViewedList } from '@kansoku/contracts'
import { redirect } from '@tanstack/react-router'
import { queryClient } from '../../app/query-client.ts'
import { type TraceSearch, wholeList } from '../traces/trace-search.ts'
import { type ReadSearch, toViewSearch, withView } from './view-search.ts'
import { findView, viewsQuery } from './views.ts'

interface Opening {
  readonly cause: 'preload' | 'enter' | 'stay'
  readonly params: { readonly projectId: string }
  readonly search: TraceSearch
}

/** The view that an address without filters means: the one it names, else the default one of the reader or the project. */
function meantView(list: ViewedList, views: TableViews, { view }: TraceSearch) {
  const id = view ?? views.defaults.personal ?? views.defaults.project
  return id === null || id === wholeList ? undefined : findView(list, views, id)
}

/** For a route of a list: an address that says nothing but a view, or nothing at all, becomes that of what it means. */
export function openWithView(list: ViewedList, read: ReadSearch) {
  return async ({ cause, params: { projectId }, search }: Opening) => {
    // Who takes the last filter away means just that.
    if (cause === 'stay' || search.view === wholeList || Object.keys(toViewSearch(search)).length > 0) return
    const views = await queryClient.ensureQueryData(viewsQuery({ projectId, list })).catch(() => undefined)
    const view = views && meantView(list, views, search)
    if (!view || (view.id === search.view && Object.keys(view.search).length === 0)) return
    throw redirect({ to: '.', search: withView(search, view, read), replace: true })
  }
}

/** The views of a list, beside the session: `openWithView` waits for both. */
export const askViewsEarly =
  (list: ViewedList) =>
  ({ projectId = '' }: Readonly<Record<string, string>>) =>
    void queryClient.prefetchQuery(viewsQuery({ projectId, list }))
