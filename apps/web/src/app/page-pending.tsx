import { useTranslation } from 'react-i18next'
import { Skeleton } from '../ui/skeleton.tsx'

export function PagePending() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} className="flex h-full flex-col gap-3 p-4">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-24" />
      <Skeleton className="h-64" />
    </div>
  )
}
