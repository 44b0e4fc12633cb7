import type { Customer } from '@kansoku/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { customerFieldsOf, customerWishesOf, noCustomerFields } from './customer-fields.ts'
import { CustomerForm } from './customer-form.tsx'
import { useChangeCustomer, useCreateCustomer, useDeleteCustomer } from './customer-queries.ts'

/** What is open over the list of customers. */
export type CustomerLayer =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit' | 'block' | 'delete'; readonly customer: Customer }

interface CustomerLayersProps {
  readonly projectId: string
  readonly layer: CustomerLayer
  readonly onClose: () => void
}

export function CustomerLayers({ projectId, layer, onClose }: CustomerLayersProps) {
  if (layer.kind === 'create') return <CreateCustomer projectId={projectId} onClose={onClose} />
  const props = { projectId, customer: layer.customer, onClose }
  if (layer.kind === 'edit') return <EditCustomer {...props} />
  return <ConfirmCustomerAction {...props} action={layer.kind} />
}

function CreateCustomer({ projectId, onClose }: Omit<CustomerLayersProps, 'layer'>) {
  const { t } = useTranslation()
  const create = useCreateCustomer(projectId, onClose)
  return (
    <CustomerForm
      projectId={projectId}
      title={t('customers.create')}
      action={t('virtualKeys.createAction')}
      initial={noCustomerFields}
      onSubmit={(fields) =>
        create.mutate({ id: fields.id.trim(), ...customerWishesOf(fields, noCustomerFields) })
      }
      onClose={onClose}
      isPending={create.isPending}
      error={create.error}
    />
  )
}

interface OneCustomerProps extends Omit<CustomerLayersProps, 'layer'> {
  readonly customer: Customer
}

function EditCustomer({ projectId, customer, onClose }: OneCustomerProps) {
  const { t } = useTranslation()
  const change = useChangeCustomer(projectId, onClose)
  const [before] = useState(() => customerFieldsOf(customer))
  return (
    <CustomerForm
      projectId={projectId}
      title={t('customers.edit', { name: customer.alias ?? customer.id })}
      action={t('virtualKeys.save')}
      initial={before}
      onSubmit={(fields) =>
        change.mutate({ customerId: customer.id, wishes: customerWishesOf(fields, before) })
      }
      onClose={onClose}
      isPending={change.isPending}
      error={change.error}
    />
  )
}

interface ConfirmCustomerActionProps extends OneCustomerProps {
  readonly action: 'block' | 'delete'
}

/** Asks before calls for a customer stop to work, or to be limited. */
function ConfirmCustomerAction({ projectId, customer, action, onClose }: ConfirmCustomerActionProps) {
  const { t } = useTranslation()
  const block = useChangeCustomer(projectId, onClose)
  const remove = useDeleteCustomer(projectId, onClose)
  const { used, run } = {
    block: {
      used: block,
      run: () => block.mutate({ customerId: customer.id, wishes: { isBlocked: true } }),
    },
    delete: { used: remove, run: () => remove.mutate(customer.id) },
  }[action]
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t(`customers.confirm.${action}.title`, { name: customer.alias ?? customer.id })}
      action={t(`virtualKeys.confirm.${action}.action`)}
      onConfirm={run}
      isPending={used.isPending}
      error={used.error}
    >
      <p>{t(`customers.confirm.${action}.text`)}</p>
    </ConfirmDialog>
  )
}
