import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../../lib/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { useSignOut } from '../session/sign-out.ts'
import { AccountPage } from './account-page.tsx'

/** The account of somebody who may open no project: it stands by itself. */
export function LoneAccountPage() {
  const { t } = useTranslation()
  const signOut = useSignOut()
  useDocumentTitle(t('app.account'))
  return (
    <main className="mx-auto flex min-h-dvh max-w-4xl flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <h1 className="mr-auto text-lg font-semibold tracking-tight">{t('app.account')}</h1>
        <Link to="/" className={buttonClass()}>
          {t('app.toStart')}
        </Link>
        <Button onClick={() => signOut.mutate()}>{t('session.signOut')}</Button>
      </div>
      <AccountPage />
    </main>
  )
}
