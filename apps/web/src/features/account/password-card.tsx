import { shortestPassword } from '@kansoku/contracts'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { useChangePassword } from './account.ts'

export function PasswordCard({ email }: { readonly email: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const change = useChangePassword()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = new FormData(form)
    const body = {
      currentPassword: String(fields.get('current')),
      newPassword: String(fields.get('new')),
    }
    change.mutate(body, { onSuccess: () => form.reset() })
  }
  return (
    <Card title={t('account.password')}>
      <form onSubmit={submit} className="flex flex-col gap-4 p-4">
        {/* Tells password managers whose password it is. */}
        <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('account.currentPassword')}
            name="current"
            type="password"
            autoComplete="current-password"
            required
          />
          <Field
            label={t('account.newPassword', { count: shortestPassword })}
            name="new"
            type="password"
            autoComplete="new-password"
            minLength={shortestPassword}
            maxLength={512}
            required
          />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-3 text-sm">
          <p className="mr-auto text-xs text-ink-3">{t('account.passwordText')}</p>
          {change.error && (
            <p role="alert" className="text-danger">
              {errorText(change.error)}
            </p>
          )}
          <p role="status" className="text-ok">
            {change.isSuccess && t('account.passwordChanged')}
          </p>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t('account.changePassword')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
