import { Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { belowBase } from '../lib/base-path.ts'
import { useDocumentTitle } from '../lib/document-title.ts'
import { buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFoundPage() {
  const { t } = useTranslation()
  useDocumentTitle(t('app.notFoundTitle'))
  return (
    <div className="flex h-full items-center">
      <EmptyState
        isPage
        icon={<Telescope size={36} strokeWidth={1.25} />}
        title={t('app.notFoundTitle')}
        text={t('app.notFoundText')}
      >
        <a href={belowBase('/')} className={buttonClass({ variant: 'primary' })}>
          {t('app.toStart')}
        </a>
      </EmptyState>
    </div>
  )
}
