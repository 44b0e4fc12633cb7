import type { GatewayDeployment } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { modelChangesOf, modelFieldsOf, modelWishesOf, noModelFields } from './model-fields.ts'
import { ModelForm } from './model-form.tsx'
import { useAddModel, useChangeModel, useDeleteModel } from './models.ts'

/** What is open over the list of models. */
export type ModelLayer =
  | { readonly kind: 'add' }
  | { readonly kind: 'edit' | 'delete'; readonly deployment: GatewayDeployment }

interface ModelLayersProps {
  readonly projectId: string
  readonly layer: ModelLayer
  readonly onClose: () => void
}

export function ModelLayers({ projectId, layer, onClose }: ModelLayersProps) {
  if (layer.kind === 'add') return <AddModel projectId={projectId} onClose={onClose} />
  const props = { projectId, deployment: layer.deployment, onClose }
  return layer.kind === 'edit' ? <EditModel {...props} /> : <DeleteModel {...props} />
}

function AddModel({ projectId, onClose }: Omit<ModelLayersProps, 'layer'>) {
  const { t } = useTranslation()
  const add = useAddModel(projectId, onClose)
  return (
    <ModelForm
      title={t('models.add')}
      action={t('models.addAction')}
      initial={noModelFields}
      isStored={false}
      onSubmit={(fields) => add.mutate(modelWishesOf(fields))}
      onClose={onClose}
      isPending={add.isPending}
      error={add.error}
    />
  )
}

interface OneModelProps extends Omit<ModelLayersProps, 'layer'> {
  readonly deployment: GatewayDeployment
}

function EditModel({ projectId, deployment, onClose }: OneModelProps) {
  const { t } = useTranslation()
  const change = useChangeModel(projectId, onClose)
  const initial = modelFieldsOf(deployment)
  return (
    <ModelForm
      title={t('models.edit')}
      action={t('virtualKeys.save')}
      initial={initial}
      isStored
      onSubmit={(fields) =>
        change.mutate({ modelId: deployment.id, changes: modelChangesOf(fields, initial) })
      }
      onClose={onClose}
      isPending={change.isPending}
      error={change.error}
    />
  )
}

/** Asks before clients lose a model. */
function DeleteModel({ projectId, deployment, onClose }: OneModelProps) {
  const { t } = useTranslation()
  const remove = useDeleteModel(projectId, onClose)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('models.confirmDelete.title', { name: deployment.group })}
      action={t('virtualKeys.confirm.delete.action')}
      onConfirm={() => remove.mutate(deployment.id)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{t('models.confirmDelete.text')}</p>
    </ConfirmDialog>
  )
}
