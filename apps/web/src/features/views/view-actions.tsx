import type { TableView } from '@kansoku/contracts'
import { Link2, Pencil, RotateCcw, Save, SquarePen, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stringifySearch } from '../../app/search-params.ts'
import { copyText } from '../../lib/clipboard.ts'
import { MenuCheck, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { keptView, type ListView, resetToView } from './use-list-view.ts'
import type { ViewLayer } from './view-layers.tsx'
import { toViewSearch } from './view-search.ts'
import { useChangeView, useSetDefaultView } from './views.ts'

interface ItemProps {
  readonly icon: ReactNode
  readonly label: string
  readonly onSelect: () => void
}

const Item = ({ icon, label, onSelect }: ItemProps) => (
  <MenuItem onSelect={onSelect}>
    <span aria-hidden="true" className="text-ink-3">
      {icon}
    </span>
    {label}
  </MenuItem>
)

interface ViewActionsProps {
  readonly view: ListView
  readonly onLayer: (layer: ViewLayer) => void
  readonly onFailure: (error: Error) => void
}

/** What can be done with what a list shows. */
export function ViewActions({ view, onLayer, onFailure }: ViewActionsProps) {
  const { t } = useTranslation()
  const { active, isChanged } = view
  const kept = keptView(view)
  const copyLink = () => {
    const link = new URL(location.href)
    link.search = stringifySearch({ view: active?.id })
    return copyText(link.href)
  }
  return (
    <>
      {kept?.mayChange && isChanged && <SaveItem view={view} kept={kept} onFailure={onFailure} />}
      <Item
        icon={<SquarePen size={15} />}
        label={t('views.saveAs')}
        onSelect={() => onLayer({ kind: 'create' })}
      />
      {isChanged && (
        <Item icon={<RotateCcw size={15} />} label={t('views.reset')} onSelect={() => resetToView(view)} />
      )}
      {active && (
        <Item icon={<Link2 size={15} />} label={t('views.copyLink')} onSelect={() => void copyLink()} />
      )}
      {kept && <KeptActions view={view} kept={kept} onLayer={onLayer} onFailure={onFailure} />}
    </>
  )
}

type KeptProps = Pick<ViewActionsProps, 'view' | 'onFailure'> & { readonly kept: TableView }

/** Keeps what the list shows now under the name that it has. */
function SaveItem({ view, kept, onFailure }: KeptProps) {
  const { t } = useTranslation()
  const { projectId, list, search, layout, resetLayout } = view
  const save = useChangeView({ projectId, list, viewId: kept.id }, resetLayout, onFailure)
  const state = { search: toViewSearch(search), layout }
  return <Item icon={<Save size={15} />} label={t('views.save')} onSelect={() => save.mutate(state)} />
}

function KeptActions({ view, kept, onLayer, onFailure }: KeptProps & Pick<ViewActionsProps, 'onLayer'>) {
  const { t } = useTranslation()
  const { projectId, list, views } = view
  const of = { projectId, list, viewId: kept.id }
  const setDefault = useSetDefaultView(of, onFailure)
  const { defaults, mayShare = false } = views ?? {}
  return (
    <>
      <MenuSeparator />
      <MenuCheck
        checked={defaults?.personal === kept.id}
        onChange={(isDefault) => setDefault.mutate({ for: 'me', isDefault })}
      >
        {t('views.myDefault')}
      </MenuCheck>
      {mayShare && kept.isShared && (
        <MenuCheck
          checked={defaults?.project === kept.id}
          onChange={(isDefault) => setDefault.mutate({ for: 'project', isDefault })}
        >
          {t('views.projectDefault')}
        </MenuCheck>
      )}
      {kept.mayChange && (
        <>
          <MenuSeparator />
          <Item
            icon={<Pencil size={15} />}
            label={t('views.edit')}
            onSelect={() => onLayer({ kind: 'edit', kept })}
          />
          <Item
            icon={<Trash2 size={15} />}
            label={t('views.delete')}
            onSelect={() => onLayer({ kind: 'delete', kept })}
          />
        </>
      )}
    </>
  )
}
