import type { DashboardWidgetDraft } from '@kansoku/contracts'
import { LayoutDashboard, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { WidgetCard } from '../widgets/widget-card.tsx'
import type { WidgetScope } from '../widgets/widget-query.ts'
import { ChangeFault } from './change-fault.tsx'
import { type OpenDashboard, useAddTile, useRemoveTile, useSaveDashboard } from './dashboards.ts'
import { toDraft } from './document.ts'
import { PresetTile } from './preset-tile.tsx'
import { usePresets } from './presets.ts'
import { TileGrid } from './tile-grid.tsx'
import { TileMenu } from './tile-menu.tsx'

interface DashboardBodyProps {
  readonly scope: WidgetScope
  readonly dashboard: OpenDashboard
  readonly onEdit: (tileId: string) => void
}

const nothing = () => undefined

/** The tiles of a dashboard on their grid. */
export function DashboardBody({ scope, dashboard, onEdit }: DashboardBodyProps) {
  const { t } = useTranslation()
  const [removed, setRemoved] = useState<string>()
  const { tiles, mayChange } = dashboard
  const viewsOf = usePresets()
  const one = { projectId: scope.projectId, dashboardId: dashboard.id }
  const { save, latestTiles, error } = useSaveDashboard(one)
  const copy = useAddTile(scope.projectId, nothing)
  if (tiles.length === 0)
    return (
      <EmptyState
        icon={<LayoutDashboard size={36} strokeWidth={1.25} />}
        title={t('dashboards.emptyTitle')}
        text={t('dashboards.emptyText')}
      >
        {mayChange && <Button onClick={() => onEdit('new')}>{t('dashboards.addWidget')}</Button>}
      </EmptyState>
    )
  return (
    <>
      <ChangeFault error={error ?? copy.error} />
      <TileGrid
        tiles={tiles}
        latestTiles={latestTiles}
        {...(mayChange ? { onLayout: (layout) => save({ layout }) } : {})}
      >
        {({ widget, presetId, ...tile }, height, handle) => {
          const actionsOf = (shown: DashboardWidgetDraft) => (
            <>
              {handle}
              <TileMenu
                scope={scope}
                dashboardId={dashboard.id}
                tileId={tile.id}
                widget={shown}
                mayChange={mayChange}
                {...(widget ? { onEdit } : {})}
                onCopy={(dashboardId) => {
                  const { width, height: rows } = tile
                  copy.mutate({ dashboardId, widget: shown, width, height: rows })
                }}
                onRemove={setRemoved}
              />
            </>
          )
          if (widget) {
            const draft = toDraft(widget)
            return <WidgetCard scope={scope} widget={draft} height={height} actions={actionsOf(draft)} />
          }
          const views = viewsOf(presetId)
          return views.length > 0 ? (
            <PresetTile scope={scope} views={views} height={height} actionsOf={actionsOf} />
          ) : (
            <ForeignTile handle={handle} {...(mayChange ? { onRemove: () => setRemoved(tile.id) } : {})} />
          )
        }}
      </TileGrid>
      {removed !== undefined && (
        <RemoveTile one={one} tileId={removed} onClose={() => setRemoved(undefined)} />
      )}
    </>
  )
}

interface ForeignTileProps {
  readonly handle: ReactNode
  readonly onRemove?: () => void
}

/** A tile that cannot be shown can still be moved out of the way. */
function ForeignTile({ handle, onRemove }: ForeignTileProps) {
  const { t } = useTranslation()
  return (
    <div className="flex h-full flex-col rounded-xl border border-line border-dashed p-3">
      <div className="flex justify-end">
        {handle}
        {onRemove && (
          <IconButton size="iconSm" label={t('dashboards.remove')} onClick={onRemove}>
            <Trash2 size={14} />
          </IconButton>
        )}
      </div>
      <p className="m-auto px-4 text-center text-sm text-balance text-ink-3">{t('dashboards.foreignTile')}</p>
    </div>
  )
}

interface RemoveTileProps {
  readonly one: { readonly projectId: string; readonly dashboardId: string }
  readonly tileId: string
  readonly onClose: () => void
}

function RemoveTile({ one, tileId, onClose }: RemoveTileProps) {
  const { t } = useTranslation()
  const remove = useRemoveTile(one, onClose)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('dashboards.removeTitle')}
      action={t('dashboards.remove')}
      onConfirm={() => remove.mutate(tileId)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{t('dashboards.removeText')}</p>
    </ConfirmDialog>
  )
}
