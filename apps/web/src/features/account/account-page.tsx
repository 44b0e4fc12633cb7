import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { accountQuery } from './account.ts'
import { AccountSessions } from './account-sessions.tsx'
import { PasswordCard } from './password-card.tsx'
import { PreferencesCard } from './preferences-card.tsx'
import { ProfileCard } from './profile-card.tsx'

/** The account of who is signed in. */
export function AccountPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(accountQuery)
  if (!data && error)
    return (
      <EmptyState title={t('account.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="h-64" />
  return (
    <>
      <ProfileCard user={data.user} />
      <PreferencesCard />
      <PasswordCard email={data.user.email} />
      <AccountSessions sessions={data.sessions} />
    </>
  )
}
