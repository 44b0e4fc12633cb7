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

interface AskedList {
  readonly projectId: string
  readonly list: ViewedList
  readonly read: ReadSearch
}

/** What an address means that says nothing but a view, or nothing at all; any other means what it says. */
async function meantSearch({ projectId, list, read }: AskedList, search: TraceSearch): Promise<TraceSearch> {
  if (search.view === wholeList || Object.keys(toViewSearch(search)).length > 0) return search
  const views = await queryClient.ensureQueryData(viewsQuery({ projectId, list })).catch(() => undefined)
  const view = views && meantView(list, views, search)
  if (!view || (view.id === search.view && Object.keys(view.search).length === 0)) return search
  return withView(search, view, read)
}

/** For a route of a list: its address becomes that of what it means. */
export function openWithView(list: ViewedList, read: ReadSearch) {
  return async ({ cause, params: { projectId }, search }: Opening) => {
    // Who takes the last filter away means just that.
    if (cause === 'stay') return
    const meant = await meantSearch({ projectId, list, read }, search)
    if (meant !== search) throw redirect({ to: '.', search: meant, replace: true })
  }
}

/** For a route of a list: its views, and its rows as soon as they are known, beside the session and the code of the page. */
export const askRowsEarly =
  (list: ViewedList, read: ReadSearch, ask: (projectId: string, search: TraceSearch) => void) =>
  async ({ projectId = '' }: Readonly<Record<string, string>>, address: Readonly<Record<string, unknown>>) =>
    ask(projectId, await meantSearch({ projectId, list, read }, read(address)))
