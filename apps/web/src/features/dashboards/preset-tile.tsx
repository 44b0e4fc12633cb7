import type { DashboardWidgetDraft } from '@kansoku/contracts'
import { ChevronsUpDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { WidgetCard } from '../widgets/widget-card.tsx'
import type { WidgetScope } from '../widgets/widget-query.ts'

interface PresetTileProps {
  readonly scope: WidgetScope
  /** At least one. */
  readonly views: readonly DashboardWidgetDraft[]
  readonly height: number
  readonly actionsOf: (shown: DashboardWidgetDraft) => ReactNode
}

/** A tile that is a preset: one of its views, and the way to the others. */
export function PresetTile({ scope, views, height, actionsOf }: PresetTileProps) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const shown = views.find((view) => view.name === name) ?? views[0]
  if (!shown) return null
  const actions = (
    <>
      {views.length > 1 && (
        <Menu
          align="end"
          trigger={
            <IconButton size="iconSm" label={t('dashboards.otherView', { name: shown.name })}>
              <ChevronsUpDown size={14} />
            </IconButton>
          }
        >
          <MenuChoice
            label={t('dashboards.views')}
            value={shown.name}
            options={views.map((view) => ({ value: view.name, label: view.name }))}
            onChange={setName}
          />
        </Menu>
      )}
      {actionsOf(shown)}
    </>
  )
  return <WidgetCard scope={scope} widget={shown} height={height} actions={actions} />
}
