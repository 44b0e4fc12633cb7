import { signInWithEmail } from '@kansoku/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { CircleAlert, Info } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { PreferenceMenus } from '../../app/preference-menus.tsx'
import { api } from '../../lib/api.ts'
import { belowBase } from '../../lib/base-path.ts'
import { useDocumentTitle } from '../../lib/document-title.ts'
import { Button } from '../../ui/button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { Field } from '../../ui/field.tsx'
import { Logo } from '../../ui/logo.tsx'
import { PasswordField } from './password-field.tsx'
import { redirectTarget } from './redirect-target.ts'
import { sessionQuery } from './session.ts'
import { signInErrorOf } from './sign-in-error.ts'
import { StarChart } from './star-chart.tsx'

const route = getRouteApi('/sign-in')

function useSignIn() {
  const router = useRouter()
  const queryClient = useQueryClient()
  const { redirect } = route.useSearch()
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      api.call(signInWithEmail, { body: credentials }),
    onSuccess: async () => {
      queryClient.clear()
      await queryClient.fetchQuery(sessionQuery)
      // Going back leads past this page: there is nothing left to do on it.
      router.history.replace(belowBase(redirectTarget(redirect)))
    },
  })
}

function SignInForm() {
  const { t } = useTranslation()
  const signIn = useSignIn()
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    signIn.mutate({ email: String(fields.get('email')).trim(), password: String(fields.get('password')) })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={t('session.email')}
        name="email"
        autoComplete="username"
        required
        autoFocus
        className="h-10"
      />
      <PasswordField />
      {signIn.isError && (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-md bg-danger-soft px-3 py-2 text-sm text-danger"
        >
          <CircleAlert size={16} className="mt-0.5 shrink-0" aria-hidden="true" />
          {t(`session.error.${signInErrorOf(signIn.error)}`)}
        </p>
      )}
      <Button
        type="submit"
        variant="primary"
        size="lg"
        className="justify-center"
        disabled={signIn.isPending}
      >
        {signIn.isPending ? t('session.signingIn') : t('session.signIn')}
      </Button>
    </form>
  )
}

export function SignInPage() {
  const { t } = useTranslation()
  const { ended } = route.useSearch()
  useDocumentTitle(t('session.signIn'))
  return (
    <div className="relative flex h-dvh flex-col overflow-y-auto">
      <StarChart />
      <div className="relative flex justify-end gap-1 p-3">
        <PreferenceMenus />
      </div>
      <main className="relative m-auto w-full max-w-sm px-5 pb-24">
        <div className="mb-8 flex items-center gap-3">
          <Logo size={36} />
          <h1 className="text-2xl font-semibold tracking-tight">
            Kansoku <span className="ml-1 text-lg font-normal text-ink-3">観測</span>
          </h1>
        </div>
        {ended && (
          <p
            role="status"
            className="mb-4 flex items-start gap-2 rounded-md bg-accent-soft px-3 py-2 text-sm"
          >
            <Info size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden="true" />
            {t('session.ended')}
          </p>
        )}
        <SignInForm />
        <p className="mt-6 text-xs text-pretty text-ink-3">
          <CodeText text={t('session.hint')} />
        </p>
      </main>
    </div>
  )
}
