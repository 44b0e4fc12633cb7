import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import {
  type DashboardWords,
  useDeleteDashboard,
  useImportDashboard,
  useRenameDashboard,
} from './dashboards.ts'

type Named = DashboardWords & { readonly id: string }

/** What is open over the list of dashboards, or over one. */
export type DashboardLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'rename' | 'delete'; readonly dashboard: Named }

interface DashboardLayersProps {
  readonly projectId: string
  readonly layer: DashboardLayer
  readonly onClose: () => void
  readonly onCreated?: (id: string) => void
  /** After the dashboard is gone. */
  readonly onDeleted?: () => void
}

export function DashboardLayers({
  projectId,
  layer,
  onClose,
  onCreated,
  onDeleted = onClose,
}: DashboardLayersProps) {
  if (layer.kind === 'create')
    return <CreateDashboard projectId={projectId} onClose={onClose} onCreated={onCreated} />
  const { dashboard } = layer
  if (layer.kind === 'rename')
    return <RenameDashboard projectId={projectId} dashboard={dashboard} onClose={onClose} />
  return (
    <DeleteDashboard projectId={projectId} dashboard={dashboard} onClose={onClose} onDeleted={onDeleted} />
  )
}

interface CreateProps {
  readonly projectId: string
  readonly onClose: () => void
  readonly onCreated: DashboardLayersProps['onCreated']
}

function CreateDashboard({ projectId, onClose, onCreated }: CreateProps) {
  const { t } = useTranslation()
  const create = useImportDashboard(projectId, ({ id }) => {
    onClose()
    onCreated?.(id)
  })
  return (
    <WordsForm
      title={t('dashboards.create')}
      action={t('dashboards.createAction')}
      initial={{ name: '', description: '' }}
      onSubmit={(words) => create.mutate({ ...words, filters: [], tiles: [] })}
      onClose={onClose}
      isPending={create.isPending}
      error={create.error}
    />
  )
}

interface OneProps {
  readonly projectId: string
  readonly dashboard: Named
  readonly onClose: () => void
}

function RenameDashboard({ projectId, dashboard, onClose }: OneProps) {
  const { t } = useTranslation()
  const rename = useRenameDashboard({ projectId, dashboardId: dashboard.id }, onClose)
  return (
    <WordsForm
      title={t('dashboards.rename')}
      action={t('widgets.save')}
      initial={dashboard}
      onSubmit={(words) => rename.mutate(words)}
      onClose={onClose}
      isPending={rename.isPending}
      error={rename.error}
    />
  )
}

function DeleteDashboard({
  projectId,
  dashboard,
  onClose,
  onDeleted,
}: OneProps & { readonly onDeleted: () => void }) {
  const { t } = useTranslation()
  const remove = useDeleteDashboard({ projectId, dashboardId: dashboard.id }, onDeleted)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('dashboards.deleteTitle', { name: dashboard.name })}
      action={t('dashboards.delete')}
      onConfirm={() => remove.mutate()}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{t('dashboards.deleteText')}</p>
    </ConfirmDialog>
  )
}

interface WordsFormProps {
  readonly title: string
  readonly action: string
  readonly initial: DashboardWords
  readonly onSubmit: (words: DashboardWords) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

function WordsForm({ title, action, initial, onSubmit, onClose, isPending, error }: WordsFormProps) {
  const { t } = useTranslation()
  const [name, setName] = useState(initial.name)
  const [description, setDescription] = useState(initial.description)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit({ name: name.trim(), description: description.trim() })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4">
          <Field
            label={t('widgets.name')}
            value={name}
            required
            pattern=".*\S.*"
            maxLength={200}
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t('widgets.description')}
            value={description}
            maxLength={2000}
            onChange={(event) => setDescription(event.target.value)}
          />
        </div>
        <FormFooter action={action} onClose={onClose} isPending={isPending} error={error} />
      </form>
    </Dialog>
  )
}
