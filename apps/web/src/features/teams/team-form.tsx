import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FormDialog, type FormOf } from '../../ui/form-dialog.tsx'
import { AllowanceFields } from '../virtual-keys/allowance-fields.tsx'
import type { TeamFields } from './team-fields.ts'

interface TeamFormProps extends FormOf<TeamFields> {
  readonly projectId: string
}

/** What a team may do. Mounted while open, so that each opening begins with what is stored. */
export function TeamForm({ projectId, initial, onSubmit, ...form }: TeamFormProps) {
  const { t } = useTranslation()
  const [fields, setFields] = useState(initial)
  return (
    <FormDialog {...form} onSubmit={() => onSubmit(fields)}>
      <AllowanceFields
        projectId={projectId}
        fields={fields}
        initial={initial}
        aliasHint={t('teams.form.aliasHint')}
        onChange={(part) => setFields({ ...fields, ...part })}
      />
    </FormDialog>
  )
}
