import { Link } from '@tanstack/react-router'
import { FolderSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../../lib/document-title.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useSignOut } from './sign-out.ts'

/** For somebody who is signed in and may open nothing yet. */
export function NoProjectPage() {
  const { t } = useTranslation()
  const signOut = useSignOut()
  useDocumentTitle(t('session.noProject.title'))
  return (
    <main className="flex h-dvh items-center">
      <EmptyState
        isPage
        icon={<FolderSearch size={32} strokeWidth={1.5} />}
        title={t('session.noProject.title')}
        text={t('session.noProject.text')}
      >
        <Link to="/account" className={buttonClass()}>
          {t('app.account')}
        </Link>
        <Button onClick={() => signOut.mutate()}>{t('session.signOut')}</Button>
      </EmptyState>
    </main>
  )
}
