import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Holds the place of a trace that is on its way. */
export function LoadingTrace() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('app.loading')} className="flex min-h-0 flex-1 gap-4 p-4">
      <Skeleton className="w-96 max-md:hidden" />
      <Skeleton className="flex-1" />
    </div>
  )
}
