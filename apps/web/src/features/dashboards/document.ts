import {
  type DashboardDocument,
  type DashboardTile,
  type DashboardWidgetDraft,
  dashboardDocument,
} from '@kansoku/contracts'
import type { ViewsOf } from './presets.ts'

type Shown = Omit<DashboardDocument, 'tiles'> & { readonly tiles: readonly DashboardTile[] }

/** A dashboard as it can be made elsewhere: of presets the first view, unless they are unknown. */
export function toDocument(
  { name, description, filters, tiles }: Shown,
  viewsOf: ViewsOf,
): DashboardDocument {
  return {
    name,
    description,
    filters,
    tiles: tiles.flatMap(({ x, y, width, height, widget, presetId }) => {
      const draft = widget ? toDraft(widget) : viewsOf(presetId)[0]
      return draft ? [{ x, y, width, height, widget: draft }] : []
    }),
  }
}

/** What `dashboardDocument` takes. */
const longestName = 200

/** The same under the name that a copy is given, cut so that it can be stored: names may be as long as that already. */
export function toCopy(shown: Shown, viewsOf: ViewsOf, copyOf: (name: string) => string): DashboardDocument {
  const { name } = shown
  const room = Math.max(0, longestName - copyOf('').length)
  return { ...toDocument(shown, viewsOf), name: copyOf(cutAt(name, room)) }
}

/** A widget without the id that it has here. */
export function toDraft(widget: NonNullable<DashboardTile['widget']>): DashboardWidgetDraft {
  const { id: _, ...draft } = widget
  return draft
}

/** What a file says; undefined where it holds no dashboard. */
export function readDocument(text: string): DashboardDocument | undefined {
  try {
    return dashboardDocument.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** A name for files that every system takes. */
export function fileName(name: string, extension: string): string {
  const safe = name.replace(/[\p{C}\s\\/:*?"<>|]+/gu, ' ').trim()
  return `${safe || 'dashboard'}.${extension}`
}

/** At most so many UTF-16 units, and no half of a character at the end. */
function cutAt(text: string, length: number): string {
  return text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}
