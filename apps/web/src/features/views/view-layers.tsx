import type { TableView } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import type { ListView } from './use-list-view.ts'
import { toViewSearch } from './view-search.ts'
import { useChangeView, useCreateView, useDeleteView } from './views.ts'

/** What is open over a list about its views. */
export type ViewLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'delete'; readonly kept: TableView }

interface LayerProps {
  readonly view: ListView
  readonly onClose: () => void
}

export function ViewLayers({ layer, ...props }: LayerProps & { readonly layer: ViewLayer }) {
  if (layer.kind === 'create') return <CreateView {...props} />
  return layer.kind === 'edit' ? (
    <EditView kept={layer.kept} {...props} />
  ) : (
    <DeleteView kept={layer.kept} {...props} />
  )
}

function CreateView({ view, onClose }: LayerProps) {
  const { t } = useTranslation()
  const { projectId, list, search, layout, show, resetLayout } = view
  const kept = { search: toViewSearch(search), layout }
  const create = useCreateView({ projectId, list }, ({ id }) => {
    onClose()
    // The shape went into the view: the one that it was made from is as it was.
    resetLayout()
    show({ id, search: kept.search })
  })
  return (
    <ViewForm
      title={t('views.saveAsTitle')}
      initial={{ name: '', isShared: false }}
      mayShare={view.views?.mayShare ?? false}
      onSubmit={(words) => create.mutate({ ...words, ...kept })}
      onClose={onClose}
      isPending={create.isPending}
      error={create.error}
    />
  )
}

function EditView({ view, kept, onClose }: LayerProps & { readonly kept: TableView }) {
  const { t } = useTranslation()
  const { projectId, list } = view
  const change = useChangeView({ projectId, list, viewId: kept.id }, onClose)
  return (
    <ViewForm
      title={t('views.editTitle')}
      initial={kept}
      mayShare={view.views?.mayShare ?? false}
      onSubmit={(words) => change.mutate(words)}
      onClose={onClose}
      isPending={change.isPending}
      error={change.error}
    />
  )
}

interface Words {
  readonly name: string
  readonly isShared: boolean
}

interface ViewFormProps {
  readonly title: string
  readonly initial: Words
  readonly mayShare: boolean
  readonly onSubmit: (words: Words) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

function ViewForm({ title, initial, mayShare, onSubmit, onClose, ...change }: ViewFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(initial.name)
  const [isShared, setShared] = useState(initial.isShared)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onSubmit({ name: name.trim(), isShared })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit}>
        <div className="flex flex-col gap-4 p-4">
          <Field
            label={t('views.name')}
            value={name}
            required
            pattern=".*\S.*"
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
          {mayShare && (
            <label className="flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={isShared}
                onChange={(event) => setShared(event.target.checked)}
                className="size-4 accent-[var(--accent)]"
              />
              {t('views.share')}
            </label>
          )}
          <p className="text-xs text-pretty text-ink-3">{t('views.holds')}</p>
        </div>
        <FormFooter action={t('views.save')} onClose={onClose} {...change} />
      </form>
    </Dialog>
  )
}

function DeleteView({ view, kept, onClose }: LayerProps & { readonly kept: TableView }) {
  const { t } = useTranslation()
  const { projectId, list, search, onReplace } = view
  const remove = useDeleteView({ projectId, list, viewId: kept.id }, () => {
    onClose()
    onReplace({ ...search, view: undefined })
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('views.deleteTitle', { name: kept.name })}
      action={t('views.deleteAction')}
      onConfirm={() => remove.mutate(undefined)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{t(kept.isShared ? 'views.deleteShared' : 'views.deleteOwn')}</p>
    </ConfirmDialog>
  )
}
