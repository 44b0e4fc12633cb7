import { Link } from '@tanstack/react-router'
import { ArrowLeft, ChevronDown, ChevronUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { buttonClass } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'

interface DetailHeaderProps {
  readonly projectId: string
  readonly name: string
  readonly list: '/project/$projectId/sessions' | '/project/$projectId/users'
  readonly search: TraceSearch
  readonly previous: { readonly label: string; readonly go: (() => void) | undefined }
  readonly next: { readonly label: string; readonly go: (() => void) | undefined }
  readonly onBack: () => void
  readonly children?: ReactNode
}

/** The bar over a session or a user: back to the list, its name, and its neighbours there. */
export function DetailHeader(props: DetailHeaderProps) {
  const { t } = useTranslation()
  const { projectId, name, list, search, previous, next, onBack, children } = props
  useHotkeys({ j: () => next.go?.(), k: () => previous.go?.(), Escape: onBack })
  return (
    <PageHeader
      title={name}
      heading={
        <div className="flex min-w-0 items-center gap-2 max-lg:flex-1 max-sm:min-w-[30%]">
          <Tooltip label={t('trace.back')} shortcut="Esc">
            <Link
              to={list}
              params={{ projectId }}
              search={search}
              aria-label={t('trace.back')}
              className={buttonClass({ variant: 'ghost', size: 'icon' }, '-ml-1.5')}
            >
              <ArrowLeft size={16} />
            </Link>
          </Tooltip>
          <h1 title={name} className="max-w-[32rem] truncate text-lg font-semibold tracking-tight">
            {name}
          </h1>
        </div>
      }
    >
      {children}
      <IconButton label={previous.label} shortcut="K" disabled={!previous.go} onClick={() => previous.go?.()}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={next.label} shortcut="J" disabled={!next.go} onClick={() => next.go?.()}>
        <ChevronDown size={16} />
      </IconButton>
    </PageHeader>
  )
}
