import type { DashboardWidgetDraft } from '@kansoku/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Braces, Copy, CopyPlus, Ellipsis, Pencil, Table2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveText, toCsv } from '../../lib/csv.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { Toast, Toasts } from '../../ui/toast.tsx'
import { type WidgetScope, widgetDataQuery } from '../widgets/widget-query.ts'
import { useWidgetExport } from '../widgets/widget-table.tsx'
import { dashboardsQuery } from './dashboards.ts'
import { fileName } from './document.ts'

interface TileMenuProps {
  readonly scope: WidgetScope
  readonly dashboardId: string
  readonly tileId: string
  readonly widget: DashboardWidgetDraft
  readonly mayChange: boolean
  /** Absent where its question is not the dashboard's own. */
  readonly onEdit?: (tileId: string) => void
  /** Puts a copy on the named dashboard. */
  readonly onCopy: (target: string) => void
  readonly onRemove: (tileId: string) => void
}

const icon = { size: 15, 'aria-hidden': true, className: 'text-ink-3' } as const

/** What can be done with one tile. */
export function TileMenu(props: TileMenuProps) {
  const { scope, dashboardId, tileId, widget, mayChange, onEdit, onCopy, onRemove } = props
  const { t } = useTranslation()
  const [failure, setFailure] = useState<unknown>()
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('dashboards.tileActions', { name: widget.name })} size="iconSm">
            <Ellipsis size={14} />
          </IconButton>
        }
      >
        {mayChange && (
          <>
            {onEdit && (
              <MenuItem onSelect={() => onEdit(tileId)}>
                <Pencil {...icon} />
                {t('dashboards.editWidget')}
              </MenuItem>
            )}
            <MenuItem onSelect={() => onCopy(dashboardId)}>
              <CopyPlus {...icon} />
              {t('dashboards.duplicate')}
            </MenuItem>
          </>
        )}
        <ExportItems scope={scope} widget={widget} onFailure={setFailure} />
        <CopyItems projectId={scope.projectId} dashboardId={dashboardId} onCopy={onCopy} />
        {mayChange && (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => onRemove(tileId)}>
              <Trash2 {...icon} />
              {t('dashboards.remove')}
            </MenuItem>
          </>
        )}
      </Menu>
      {failure !== undefined && (
        <NotExported name={widget.name} error={failure} onClose={() => setFailure(undefined)} />
      )}
    </>
  )
}

interface NotExportedProps {
  readonly name: string
  readonly error: unknown
  readonly onClose: () => void
}

function NotExported({ name, error, onClose }: NotExportedProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <Toasts label={t('batches.news')}>
      <Toast title={t('dashboards.notExported', { name })} text={errorText(error)} onClose={onClose} />
    </Toasts>
  )
}

interface ExportItemsProps extends Pick<TileMenuProps, 'scope' | 'widget'> {
  readonly onFailure: (error: unknown) => void
}

function ExportItems({ scope, widget, onFailure }: ExportItemsProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const toRows = useWidgetExport()
  const withData = (use: (rows: (string | number)[][]) => void) =>
    queryClient
      .ensureQueryData(widgetDataQuery(scope, widget))
      .then((data) => use(toRows(data, widget)))
      .catch(onFailure)
  const asCsv = () => withData((rows) => saveText(fileName(widget.name, 'csv'), toCsv(rows)))
  const asJson = () =>
    withData(([head = [], ...rows]) => {
      const objects = rows.map((row) => Object.fromEntries(row.map((cell, index) => [head[index], cell])))
      saveText(fileName(widget.name, 'json'), `${JSON.stringify(objects, null, 2)}\n`, 'application/json')
    })
  return (
    <>
      <MenuItem onSelect={() => void asCsv()}>
        <Table2 {...icon} />
        {t('dashboards.exportCsv')}
      </MenuItem>
      <MenuItem onSelect={() => void asJson()}>
        <Braces {...icon} />
        {t('dashboards.exportJson')}
      </MenuItem>
    </>
  )
}

interface CopyItemsProps {
  readonly projectId: string
  readonly dashboardId: string
  readonly onCopy: (target: string) => void
}

/** Other dashboards that the widget can be copied to; mounted while the menu is open. */
function CopyItems({ projectId, dashboardId, onCopy }: CopyItemsProps) {
  const { t } = useTranslation()
  const { data } = useQuery(dashboardsQuery(projectId))
  const others = data?.mayChange ? data.dashboards.filter(({ id }) => id !== dashboardId) : []
  if (others.length === 0) return null
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{t('dashboards.copyTo')}</MenuLabel>
      {others.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => onCopy(id)}>
          <Copy {...icon} />
          <span className="truncate">{name}</span>
        </MenuItem>
      ))}
    </>
  )
}
