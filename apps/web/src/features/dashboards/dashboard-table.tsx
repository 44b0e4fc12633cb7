import type { ListedDashboard } from '@kansoku/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ListTable } from '../../ui/list-table.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { meantElse } from '../traces/meant-else.ts'
import { useCurated } from './curated.ts'
import type { DashboardLayer } from './dashboard-layers.tsx'
import { dashboardQuery, type OpenDashboard, type WantedDashboard } from './dashboards.ts'
import { toCopy } from './document.ts'
import { usePresets } from './presets.ts'

interface DashboardTableProps {
  readonly projectId: string
  readonly dashboards: readonly ListedDashboard[]
  /** Absent where the reader may change nothing. */
  readonly onLayer?: (layer: DashboardLayer) => void
  readonly onClone?: (document: WantedDashboard) => void
}

const columns = ['name', 'description', 'owner', 'tiles', 'created', 'updated'] as const

export function DashboardTable({ projectId, dashboards, onLayer, onClone }: DashboardTableProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const curated = useCurated()
  const viewsOf = usePresets()
  const clone = (find: () => Promise<OpenDashboard> | OpenDashboard) =>
    onClone?.(async () => toCopy(await find(), viewsOf, (name) => t('dashboards.copyOf', { name })))
  return (
    <ListTable
      label={t('app.page.dashboards')}
      columns={columns.map((id) => ({
        id,
        label: t(`dashboards.column.${id}`),
        ...(id === 'tiles' ? { isFigure: true } : {}),
      }))}
      unnamedColumns={onLayer ? 1 : 0}
    >
      {dashboards.map((dashboard) => {
        const { id: dashboardId } = dashboard
        const open = () => queryClient.fetchQuery(dashboardQuery({ projectId, dashboardId }))
        return (
          <DashboardRow
            key={dashboardId}
            projectId={projectId}
            dashboard={dashboard}
            {...(onLayer ? { onLayer, onClone: () => clone(open) } : {})}
          />
        )
      })}
      {curated.map((dashboard) => (
        <DashboardRow
          key={dashboard.id}
          projectId={projectId}
          dashboard={{ ...dashboard, tileCount: dashboard.tiles.length }}
          isCurated
          {...(onLayer ? { onLayer, onClone: () => clone(() => dashboard) } : {})}
        />
      ))}
    </ListTable>
  )
}

interface RowProps {
  readonly projectId: string
  readonly dashboard: ListedDashboard
  readonly isCurated?: boolean
  readonly onLayer?: (layer: DashboardLayer) => void
  readonly onClone?: () => void
}

const onePage = '/project/$projectId/dashboards/$dashboardId'

function DashboardRow({ projectId, dashboard, isCurated = false, onLayer, onClone }: RowProps) {
  const { t } = useTranslation()
  const { date, exactTime, number } = useFormats()
  const navigate = useNavigate()
  const { id, name, description, owner, isOfKey, tileCount, createdAt, updatedAt } = dashboard
  const params = { projectId, dashboardId: id }
  const day = (instant: string) => (isCurated ? '–' : date(instant))
  return (
    <tr
      onClick={(event) => {
        if (!meantElse(event)) void navigate({ to: onePage, params })
      }}
      className="h-11 cursor-pointer focus-within:bg-accent-soft hover:bg-hover"
    >
      <th scope="row" className="max-w-72 px-2 pl-4 text-left font-normal">
        <Link
          to={onePage}
          params={params}
          data-row-link=""
          title={name}
          className="block truncate font-medium text-ink hover:underline"
        >
          {name}
        </Link>
      </th>
      <td title={description} className="max-w-96 truncate px-2 text-ink-2">
        {description}
      </td>
      <td className="max-w-48 truncate px-2 text-ink-2">
        {owner ?? t(isOfKey ? 'dashboards.ofApi' : 'dashboards.ofGone')}
      </td>
      <td className="px-2 text-right text-ink-2 tabular">{number(tileCount)}</td>
      <td title={isCurated ? '' : exactTime(createdAt)} className="px-2 whitespace-nowrap text-ink-2">
        {day(createdAt)}
      </td>
      <td title={isCurated ? '' : exactTime(updatedAt)} className="px-2 whitespace-nowrap text-ink-2">
        {day(updatedAt)}
      </td>
      {onLayer && onClone && (
        <td className="w-10 px-2 text-right">
          <Menu
            align="end"
            trigger={
              <IconButton label={t('dashboards.actionsOf', { name })} size="iconSm">
                <Ellipsis size={15} />
              </IconButton>
            }
          >
            <MenuItem onSelect={onClone}>
              <Copy size={15} aria-hidden="true" className="text-ink-3" />
              {t('dashboards.clone')}
            </MenuItem>
            {!isCurated && (
              <>
                <MenuItem onSelect={() => onLayer({ kind: 'rename', dashboard })}>
                  <Pencil size={15} aria-hidden="true" className="text-ink-3" />
                  {t('dashboards.rename')}
                </MenuItem>
                <MenuSeparator />
                <MenuItem onSelect={() => onLayer({ kind: 'delete', dashboard })}>
                  <Trash2 size={15} aria-hidden="true" className="text-ink-3" />
                  {t('dashboards.delete')}
                </MenuItem>
              </>
            )}
          </Menu>
        </td>
      )}
    </tr>
  )
}
