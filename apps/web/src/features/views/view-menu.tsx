import type { TableView } from '@kansoku/contracts'
import { Bookmark, ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice, MenuSeparator } from '../../ui/menu.tsx'
import { Toast, Toasts } from '../../ui/toast.tsx'
import { type TraceSearch, wholeList } from '../traces/trace-search.ts'
import { type CuratedName, curatedViews } from './curated-views.ts'
import { keptView, type ListView } from './use-list-view.ts'
import { ViewActions } from './view-actions.tsx'
import { type ViewLayer, ViewLayers } from './view-layers.tsx'
import { findView } from './views.ts'

function useViewName(view: ListView) {
  const { t } = useTranslation()
  const { list, active } = view
  if (!active) return t(`views.whole.${list}`)
  return keptView(view)?.name ?? t(`views.curated.${active.id as CuratedName}`)
}

/** The list as it comes; where it would open with a view, the address says so. */
function wholeOf({ views, search }: ListView): TraceSearch {
  const { range, from, to, limit } = search
  const opensWithView = views?.defaults.personal ?? views?.defaults.project
  return { range, from, to, limit, ...(opensWithView ? { view: wholeList } : {}) }
}

/** Views to choose from: the list as it comes, those of the reader, of the project and curated ones. */
function ViewChoices({ view }: { readonly view: ListView }) {
  const { t } = useTranslation()
  const { list, views, active, onReplace, show } = view
  const kept = views?.views ?? []
  const group = (views: readonly TableView[]) => views.map(({ id, name }) => ({ value: id, label: name }))
  const groups = [
    { label: t('views.title'), options: [{ value: wholeList, label: t(`views.whole.${list}`) }] },
    { label: t('views.mine'), options: group(kept.filter(({ isShared }) => !isShared)) },
    { label: t('views.ofProject'), options: group(kept.filter(({ isShared }) => isShared)) },
    {
      label: t('views.ready'),
      options: curatedViews(list).map(({ id }) => ({ value: id, label: t(`views.curated.${id}`) })),
    },
  ]
  const choose = (id: string) => {
    const chosen = findView(list, views, id)
    if (chosen) show(chosen)
    else onReplace(wholeOf(view))
  }
  return groups
    .filter(({ options }) => options.length > 0)
    .map(({ label, options }) => (
      <MenuChoice
        key={label}
        label={label}
        value={active?.id ?? wholeList}
        options={options}
        onChange={choose}
      />
    ))
}

/** The name of what a list shows, and everything that can be done with it. */
export function ViewMenu({ view }: { readonly view: ListView }) {
  const { t } = useTranslation()
  const [layer, setLayer] = useState<ViewLayer>()
  const [failure, setFailure] = useState<unknown>()
  const errorText = useErrorText()
  const name = useViewName(view)
  return (
    <>
      <Menu
        trigger={
          <Button
            aria-label={t(view.isChanged ? 'views.shownChanged' : 'views.shown', { name })}
            className="max-w-56 min-w-0 shrink"
          >
            <Bookmark size={15} aria-hidden="true" className="shrink-0 text-ink-3" />
            <span className="truncate max-sm:sr-only">{name}</span>
            {view.isChanged && (
              <span aria-hidden="true" className="size-1.5 shrink-0 rounded-full bg-accent" />
            )}
            <ChevronDown size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
          </Button>
        }
      >
        <ViewChoices view={view} />
        <MenuSeparator />
        <ViewActions view={view} onLayer={setLayer} onFailure={setFailure} />
      </Menu>
      {layer && <ViewLayers view={view} layer={layer} onClose={() => setLayer(undefined)} />}
      {failure !== undefined && (
        <Toasts label={t('batches.news')}>
          <Toast
            title={t('views.notChanged', { name })}
            text={errorText(failure)}
            onClose={() => setFailure(undefined)}
          />
        </Toasts>
      )}
    </>
  )
}
