import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Copy, Download, Ellipsis, Link2, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveText } from '../../lib/csv.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { ChangeFault } from './change-fault.tsx'
import { type DashboardLayer, DashboardLayers } from './dashboard-layers.tsx'
import { dashboardsQuery, type OpenDashboard, useImportDashboard } from './dashboards.ts'
import { fileName, toCopy, toDocument } from './document.ts'
import { usePresets } from './presets.ts'

interface DashboardActionsProps {
  readonly projectId: string
  readonly dashboard: OpenDashboard
  readonly isCurated: boolean
  readonly onAdd: () => void
}

const icon = { size: 15, 'aria-hidden': true, className: 'text-ink-3' } as const

/** What can be done with a dashboard as a whole. */
export function DashboardActions({ projectId, dashboard, isCurated, onAdd }: DashboardActionsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [layer, setLayer] = useState<DashboardLayer>()
  const { name, mayChange } = dashboard
  const viewsOf = usePresets()
  // Nobody changes a dashboard that comes with the product: whether it may be cloned is a matter of the project.
  const { data: list } = useQuery({ ...dashboardsQuery(projectId), enabled: isCurated })
  const mayClone = isCurated ? (list?.mayChange ?? false) : mayChange
  const clone = useImportDashboard(
    projectId,
    ({ id }) =>
      void navigate({
        to: '/project/$projectId/dashboards/$dashboardId',
        params: { projectId, dashboardId: id },
      }),
  )
  const makeClone = () =>
    clone.mutate(toCopy(dashboard, viewsOf, (cut) => t('dashboards.copyOf', { name: cut })))
  const save = () =>
    saveText(
      fileName(name, 'json'),
      `${JSON.stringify(toDocument(dashboard, viewsOf), null, 2)}\n`,
      'application/json',
    )
  return (
    <>
      {mayChange && (
        <Button variant="primary" onClick={onAdd}>
          <Plus size={15} aria-hidden="true" />
          {t('dashboards.addWidget')}
        </Button>
      )}
      {isCurated && mayClone && (
        <Button onClick={makeClone} disabled={clone.isPending}>
          <Copy size={15} aria-hidden="true" />
          {t('dashboards.cloneToEdit')}
        </Button>
      )}
      <CopyButton
        size="icon"
        label={t('dashboards.share')}
        icon={<Link2 size={16} />}
        text={() => location.href}
      />
      <Menu
        align="end"
        trigger={
          <IconButton label={t('dashboards.actionsOf', { name })}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <MenuItem onSelect={save}>
          <Download {...icon} />
          {t('dashboards.export')}
        </MenuItem>
        {mayClone && (
          <MenuItem onSelect={makeClone}>
            <Copy {...icon} />
            {t('dashboards.clone')}
          </MenuItem>
        )}
        {mayChange && (
          <>
            <MenuItem onSelect={() => setLayer({ kind: 'rename', dashboard })}>
              <Pencil {...icon} />
              {t('dashboards.rename')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem onSelect={() => setLayer({ kind: 'delete', dashboard })}>
              <Trash2 {...icon} />
              {t('dashboards.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <ChangeFault error={clone.error} />
      {layer && (
        <DashboardLayers
          projectId={projectId}
          layer={layer}
          onClose={() => setLayer(undefined)}
          onDeleted={() => void navigate({ to: '/project/$projectId/dashboards', params: { projectId } })}
        />
      )}
    </>
  )
}
