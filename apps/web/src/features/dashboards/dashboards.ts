import {
  addDashboardTile,
  changeProjectDashboard,
  changeProjectWidget,
  type DashboardDocument,
  type DashboardWidgetDraft,
  deleteProjectDashboard,
  type GridCell,
  getProjectDashboard,
  importProjectDashboard,
  listProjectDashboards,
  type RouteResponse,
  removeDashboardTile,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'

export type OpenDashboard = RouteResponse<typeof getProjectDashboard>

const dashboardsKey = (projectId: string) => ['dashboards', projectId] as const

export function dashboardsQuery(projectId: string) {
  return queryOptions({
    queryKey: [...dashboardsKey(projectId), 'list'],
    queryFn: ({ signal }) => api.call(listProjectDashboards, { params: { projectId } }, { signal }),
  })
}

interface OneDashboard {
  readonly projectId: string
  readonly dashboardId: string
}

/** What is read while changes are on their way may lack them, and has them all the same. */
export function dashboardQuery({ projectId, dashboardId }: OneDashboard) {
  return queryOptions({
    queryKey: [...dashboardsKey(projectId), 'one', dashboardId],
    queryFn: async ({ client, signal }) => {
      const stored = await api.call(getProjectDashboard, { params: { projectId, dashboardId } }, { signal })
      return changed(stored, client.getQueryData<Changes>(unsavedKey(dashboardId)) ?? {})
    },
  })
}

/** Key of what was changed and is not stored yet; `dashboardQuery` lays it over what it reads. */
const unsavedKey = (dashboardId: string) => ['unsaved dashboard', dashboardId] as const

/** A document, or how to come by it. */
export type WantedDashboard = DashboardDocument | (() => Promise<DashboardDocument>)

/** Creates, clones and imports: each makes a dashboard of a document. */
export function useImportDashboard(projectId: string, onDone: (created: { readonly id: string }) => void) {
  const create = async (document: WantedDashboard) => {
    const body = typeof document === 'function' ? await document() : document
    return api.call(importProjectDashboard, { params: { projectId }, body })
  }
  return useChange(dashboardsKey(projectId), create, onDone)
}

export interface DashboardWords {
  readonly name: string
  readonly description: string
}

export function useRenameDashboard({ projectId, dashboardId }: OneDashboard, onDone: () => void) {
  const rename = (body: DashboardWords) =>
    api.call(changeProjectDashboard, { params: { projectId, dashboardId }, body })
  return useChange(dashboardsKey(projectId), rename, onDone)
}

/** The list alone is read again: the dashboard itself may still be open, and is no more. */
export function useDeleteDashboard({ projectId, dashboardId }: OneDashboard, onDone: () => void) {
  const remove = () => api.call(deleteProjectDashboard, { params: { projectId, dashboardId } })
  return useChange([...dashboardsKey(projectId), 'list'], remove, onDone)
}

type Changes = Partial<Pick<OpenDashboard, 'filters'>> & {
  readonly layout?: (GridCell & { readonly id: string })[]
}

/**
 * Saves where tiles stand, or the filters. What was changed shows before anything else happens, so that the next key press finds
 * it; should it not be saved, what is stored comes back. One save follows the other, and what was changed during one goes out
 * together: the last is the last on the server too.
 */
export function useSaveDashboard(one: OneDashboard) {
  const queryClient = useQueryClient()
  const { queryKey } = dashboardQuery(one)
  const unsaved = unsavedKey(one.dashboardId)
  const unsent = useRef<Changes>(undefined)
  const { mutate, error } = useMutation({
    mutationKey: unsaved,
    scope: { id: unsaved.join(' ') },
    mutationFn: async () => {
      const body = unsent.current
      unsent.current = undefined
      if (body) await api.call(changeProjectDashboard, { params: { ...one }, body })
    },
    onSettled: async () => {
      // Others wait for this one.
      if (queryClient.isMutating({ mutationKey: unsaved }) > 1) return
      queryClient.removeQueries({ queryKey: unsaved })
      // Reads that began before the last change was stored.
      await queryClient.cancelQueries({ queryKey })
      void queryClient.invalidateQueries({ queryKey })
    },
  })
  const save = (changes: Changes, onSaved?: () => void) => {
    queryClient.setQueryData<Changes>(unsaved, (before) => ({ ...before, ...changes }))
    queryClient.setQueryData<OpenDashboard>(queryKey, (before) => before && changed(before, changes))
    unsent.current = { ...unsent.current, ...changes }
    mutate(undefined, { onSuccess: () => onSaved?.() })
  }
  /** The tiles with all that was changed, also where the page does not show it yet. */
  const latestTiles = () => queryClient.getQueryData<OpenDashboard>(queryKey)?.tiles
  return { save, latestTiles, error }
}

function changed(before: OpenDashboard, { filters = before.filters, layout = [] }: Changes): OpenDashboard {
  const tiles = before.tiles.map((tile) => ({ ...tile, ...layout.find(({ id }) => id === tile.id) }))
  return { ...before, filters, tiles }
}

export interface NewTile extends Partial<Pick<GridCell, 'width' | 'height'>> {
  readonly dashboardId: string
  readonly widget: DashboardWidgetDraft
}

export function useAddTile(projectId: string, onDone: () => void) {
  const add = ({ dashboardId, ...body }: NewTile) =>
    api.call(addDashboardTile, { params: { projectId, dashboardId }, body })
  return useChange(dashboardsKey(projectId), add, onDone)
}

export function useRemoveTile({ projectId, dashboardId }: OneDashboard, onDone: () => void) {
  const remove = (tileId: string) =>
    api.call(removeDashboardTile, { params: { projectId, dashboardId, tileId } })
  return useChange(dashboardsKey(projectId), remove, onDone)
}

interface WidgetChange {
  readonly widgetId: string
  readonly widget: DashboardWidgetDraft
}

export function useChangeWidget(projectId: string, onDone: () => void) {
  const change = ({ widgetId, widget: body }: WidgetChange) =>
    api.call(changeProjectWidget, { params: { projectId, widgetId }, body })
  return useChange(dashboardsKey(projectId), change, onDone)
}
