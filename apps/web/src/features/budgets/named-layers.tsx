import type { NamedBudget } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { budgetFieldsOf, budgetTermsOf, noBudgetFields } from './budget-fields.ts'
import { useChangeBudget, useCreateBudget, useDeleteBudget } from './budget-queries.ts'
import { NamedForm } from './named-form.tsx'

/** What is open over the list of limits with a name. */
export type NamedLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'delete'; readonly budget: NamedBudget }

interface NamedLayersProps {
  readonly projectId: string
  readonly layer: NamedLayer
  readonly onClose: () => void
}

export function NamedLayers({ projectId, layer, onClose }: NamedLayersProps) {
  if (layer.kind === 'create') return <CreateBudget projectId={projectId} onClose={onClose} />
  const props = { projectId, budget: layer.budget, onClose }
  return layer.kind === 'edit' ? <EditBudget {...props} /> : <DeleteBudget {...props} />
}

function CreateBudget({ projectId, onClose }: Omit<NamedLayersProps, 'layer'>) {
  const { t } = useTranslation()
  const create = useCreateBudget(projectId, onClose)
  return (
    <NamedForm
      title={t('budgets.named.create')}
      action={t('virtualKeys.createAction')}
      initial={noBudgetFields}
      onSubmit={(fields) => create.mutate({ id: fields.id.trim(), ...budgetTermsOf(fields) })}
      onClose={onClose}
      isPending={create.isPending}
      error={create.error}
    />
  )
}

interface OneBudgetProps extends Omit<NamedLayersProps, 'layer'> {
  readonly budget: NamedBudget
}

function EditBudget({ projectId, budget, onClose }: OneBudgetProps) {
  const { t } = useTranslation()
  const change = useChangeBudget(projectId, onClose)
  return (
    <NamedForm
      title={t('budgets.named.edit', { name: budget.id })}
      action={t('virtualKeys.save')}
      initial={budgetFieldsOf(budget)}
      onSubmit={(fields) => change.mutate({ budgetId: budget.id, terms: budgetTermsOf(fields) })}
      onClose={onClose}
      isPending={change.isPending}
      error={change.error}
    />
  )
}

function DeleteBudget({ projectId, budget, onClose }: OneBudgetProps) {
  const { t } = useTranslation()
  const remove = useDeleteBudget(projectId, onClose)
  const count = budget.users.length + (budget.elsewhere ?? 0)
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t('budgets.named.deleteTitle', { name: budget.id })}
      action={t('virtualKeys.confirm.delete.action')}
      onConfirm={() => remove.mutate(budget.id)}
      isPending={remove.isPending}
      error={remove.error}
    >
      <p>{count === 0 ? t('budgets.named.deleteUnused') : t('budgets.named.deleteText', { count })}</p>
    </ConfirmDialog>
  )
}
