import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { AllowanceFields } from '../virtual-keys/allowance-fields.tsx'
import type { TeamFields } from './team-fields.ts'

interface TeamFormProps {
  readonly title: string
  readonly action: string
  readonly initial: TeamFields
  readonly onSubmit: (fields: TeamFields) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** What a team may do. Mounted while open, so that each opening begins with what is stored. */
export function TeamForm({ title, action, initial, onSubmit, onClose, isPending, error }: TeamFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(fields)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
          <AllowanceFields
            fields={fields}
            initial={initial}
            aliasHint={t('teams.form.aliasHint')}
            onChange={(part) => setFields({ ...fields, ...part })}
          />
        </div>
        <FormFooter action={action} onClose={onClose} isPending={isPending} error={error} />
      </form>
    </Dialog>
  )
}
