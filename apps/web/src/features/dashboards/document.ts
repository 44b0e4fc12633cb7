import {
  type DashboardDocument,
  type DashboardTile,
  type DashboardWidgetDraft,
  dashboardDocument,
} from '@kansoku/contracts'

type Shown = Omit<DashboardDocument, 'tiles'> & { readonly tiles: readonly DashboardTile[] }

/** A dashboard as it can be made elsewhere; presets of other programs stay behind. */
export function toDocument({ name, description, filters, tiles }: Shown): DashboardDocument {
  return {
    name,
    description,
    filters,
    tiles: tiles.flatMap(({ x, y, width, height, widget }) =>
      widget ? [{ x, y, width, height, widget: toDraft(widget) }] : [],
    ),
  }
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
