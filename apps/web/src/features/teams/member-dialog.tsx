import type { TeamMember } from '@kansoku/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { BudgetFields } from '../virtual-keys/budget-fields.tsx'
import { type MemberFields, memberFieldsOf, memberWishesOf } from './team-fields.ts'
import { useSaveMember } from './teams.ts'

interface MemberDialogProps {
  readonly projectId: string
  readonly teamId: string
  /** The member to change; absent: a new one. */
  readonly member?: TeamMember | undefined
  readonly onClose: () => void
}

/** Who is in a team, and what they may spend of it. Mounted while open. */
export function MemberDialog({ projectId, teamId, member, onClose }: MemberDialogProps) {
  const { t } = useTranslation()
  const [initial] = useState(() => memberFieldsOf(member))
  const [fields, setFields] = useState(initial)
  const save = useSaveMember({ projectId, teamId }, onClose)
  const change = (part: Partial<MemberFields>) => setFields({ ...fields, ...part })
  const submit = () =>
    save.mutate({ memberId: member?.id, named: fields.named.trim(), wishes: memberWishesOf(fields) })
  return (
    <FormDialog
      title={member ? t('teams.member.edit') : t('teams.member.add')}
      action={member ? t('virtualKeys.save') : t('teams.member.addAction')}
      onSubmit={submit}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
    >
      <Field
        label={t('teams.member.named')}
        placeholder="aya@example.com"
        required
        maxLength={200}
        autoComplete="off"
        disabled={member !== undefined}
        value={fields.named}
        onChange={(event) => change({ named: event.target.value })}
      />
      <Select
        label={t('teams.member.role')}
        value={fields.role}
        options={(['user', 'admin'] as const).map((value) => ({
          value,
          label: t(`teams.role.${value}`),
        }))}
        onChange={(role) => change({ role: role === 'admin' ? 'admin' : 'user' })}
      />
      <BudgetFields fields={fields} initial={initial} onChange={change} />
    </FormDialog>
  )
}
