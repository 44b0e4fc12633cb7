import { acceptInvitation, readInvitation, shortestPassword } from '@kansoku/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { SubmitEvent } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PreferenceMenus } from '../../app/preference-menus.tsx'
import { api, isStatus } from '../../lib/api.ts'
import { belowBase } from '../../lib/base-path.ts'
import { useDocumentTitle } from '../../lib/document-title.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { sessionQuery } from '../session/session.ts'

function useAccept(token: string) {
  const router = useRouter()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (chosen: { name: string; password: string }) =>
      api.call(acceptInvitation, { body: { token, ...chosen } }),
    onSuccess: async () => {
      queryClient.clear()
      await queryClient.fetchQuery(sessionQuery)
      router.history.replace(belowBase('/'))
    },
  })
}

function PasswordForm({ token, email }: { readonly token: string; readonly email: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const accept = useAccept(token)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    accept.mutate({ name: String(fields.get('name')), password: String(fields.get('password')) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t('account.email')}
        name="email"
        autoComplete="username"
        readOnly
        value={email}
        className="h-10 bg-sunken text-ink-2"
      />
      <Field
        label={t('account.name')}
        name="name"
        autoComplete="name"
        required
        maxLength={100}
        autoFocus
        className="h-10"
      />
      <Field
        label={t('account.newPassword', { count: shortestPassword })}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        minLength={shortestPassword}
        maxLength={512}
        className="h-10"
      />
      {accept.error && (
        <p role="alert" className="rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">
          {isStatus(accept.error, 404) ? t('members.invitation.void') : errorText(accept.error)}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="justify-center"
        disabled={accept.isPending}
      >
        {t('members.invitation.accept')}
      </Button>
    </form>
  )
}

/** Where somebody who was invited chooses a name and a password. */
export function InvitationPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [token] = useState(() => location.hash.slice(1))
  const { data, error } = useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => api.call(readInvitation, { body: { token } }, { signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  useDocumentTitle(t('members.invitation.page'))
  return (
    <div className="flex h-dvh flex-col overflow-y-auto">
      <div className="flex justify-end gap-1 p-3">
        <PreferenceMenus />
      </div>
      <main className="m-auto flex w-full max-w-sm flex-col gap-6 px-5 pb-24">
        <div className="flex items-center gap-3">
          <Logo size={36} />
          <h1 className="text-xl font-semibold tracking-tight">{t('members.invitation.page')}</h1>
        </div>
        {data && <PasswordForm token={token} email={data.email} />}
        {!data && !error && <Skeleton className="h-40" />}
        {error && (
          <p role="alert" className="text-sm text-pretty">
            {isStatus(error, 400, 404) ? t('members.invitation.void') : errorText(error)}
          </p>
        )}
      </main>
    </div>
  )
}
