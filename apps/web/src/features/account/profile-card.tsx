import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { useRename } from './account.ts'

interface ProfileCardProps {
  readonly user: { readonly name: string; readonly email: string }
}

export function ProfileCard({ user }: ProfileCardProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [name, setName] = useState(user.name)
  const [saved, setSaved] = useState(false)
  const rename = useRename(() => setSaved(true))
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    rename.mutate(name)
  }
  return (
    <Card title={t('account.profile')}>
      <form onSubmit={submit} className="flex flex-col gap-4 p-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('account.name')}
            autoComplete="name"
            required
            maxLength={100}
            value={name}
            onChange={(event) => {
              setSaved(false)
              setName(event.target.value)
            }}
          />
          <Field label={t('account.email')} readOnly value={user.email} className="bg-sunken text-ink-2" />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-3 text-sm">
          {rename.error && (
            <p role="alert" className="text-danger">
              {errorText(rename.error)}
            </p>
          )}
          <p role="status" className="text-ok">
            {saved && t('account.saved')}
          </p>
          <Button type="submit" variant="primary" disabled={rename.isPending || name.trim() === user.name}>
            {t('account.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
