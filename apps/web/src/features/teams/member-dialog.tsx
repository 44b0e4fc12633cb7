import type { TeamMember } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
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
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate({ memberId: member?.id, named: fields.named.trim(), wishes: memberWishesOf(fields) })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={member ? t('teams.member.edit') : t('teams.member.add')}
    >
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
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
        </div>
        <FormFooter
          action={member ? t('virtualKeys.save') : t('teams.member.addAction')}
          onClose={onClose}
          isPending={save.isPending}
          error={save.error}
        />
      </form>
    </Dialog>
  )
}
