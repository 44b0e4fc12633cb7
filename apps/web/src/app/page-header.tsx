import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDocumentTitle } from '../lib/document-title.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useShell } from './shell.ts'

interface PageHeaderProps {
  readonly title: string
  /** Shown in place of the plain title, which then only names the browser tab. */
  readonly heading?: ReactNode
  readonly children?: ReactNode
}

/** The bar over a page: what it is, and what is set for the whole of it. */
export function PageHeader({ title, heading, children }: PageHeaderProps) {
  const { t } = useTranslation()
  const { openNavigation } = useShell()
  useDocumentTitle(title)
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5 max-sm:px-3">
      <IconButton label={t('app.openNavigation')} onClick={openNavigation} className="-ml-1.5 lg:hidden">
        <Menu size={18} />
      </IconButton>
      {heading ?? <h1 className="text-lg font-semibold tracking-tight">{title}</h1>}
      {children && <div className="ml-auto flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  )
}
