import { WidgetBuilder } from '../widgets/widget-builder.tsx'
import { firstDraft } from '../widgets/widget-draft.ts'
import type { WidgetScope } from '../widgets/widget-query.ts'
import { type OpenDashboard, useAddTile, useChangeWidget } from './dashboards.ts'
import { toDraft } from './document.ts'

interface TileEditorProps {
  readonly scope: WidgetScope
  readonly dashboard: OpenDashboard
  /** One that is not there makes a new one. */
  readonly tileId: string
  readonly onClose: () => void
}

/** The builder with the widget of a tile, or with a new one. */
export function TileEditor({ scope, dashboard, tileId, onClose }: TileEditorProps) {
  const add = useAddTile(scope.projectId, onClose)
  const change = useChangeWidget(scope.projectId, onClose)
  const widget = dashboard.tiles.find(({ id }) => id === tileId)?.widget
  const { isPending, error } = widget ? change : add
  return (
    <WidgetBuilder
      scope={scope}
      initial={widget ? toDraft(widget) : firstDraft}
      onSave={(draft) =>
        widget
          ? change.mutate({ widgetId: widget.id, widget: draft })
          : add.mutate({ dashboardId: dashboard.id, widget: draft })
      }
      onClose={onClose}
      isPending={isPending}
      error={error}
    />
  )
}
