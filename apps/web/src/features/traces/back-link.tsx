import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import type { TraceSearch } from './trace-search.ts'

interface BackLinkProps {
  readonly projectId: string
  readonly page: 'traces' | 'observations' | 'sessions' | 'users' | 'teams' | 'agents'
  readonly search: TraceSearch
}

/** Leads to the list that something was opened from, as Escape does. */
export function BackLink({ projectId, page, search }: BackLinkProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const list = { to: `/project/$projectId/${page}`, params: { projectId }, search } as const
  useHotkeys({ Escape: () => void navigate(list) })
  return (
    <Tooltip label={t('trace.back')} shortcut="Esc">
      <Link
        {...list}
        aria-label={t('trace.back')}
        className={buttonClass({ variant: 'ghost', size: 'icon' }, '-ml-1.5')}
      >
        <ArrowLeft size={16} />
      </Link>
    </Tooltip>
  )
}
