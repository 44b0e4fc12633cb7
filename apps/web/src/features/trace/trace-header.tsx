import type { TraceDetail } from '@kansoku/contracts'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, ChevronDown, ChevronUp, Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { buttonClass } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { Neighbour } from '../traces/use-neighbours-in.ts'
import { useNeighbours } from './use-neighbours.ts'

interface TraceHeaderProps {
  readonly projectId: string
  readonly traceId: string
  readonly trace: TraceDetail | undefined
  /** The list that the trace was opened from. */
  readonly list: TraceSearch
}

/** The address of the trace and the selected observation, without the list it was opened from. */
function linkToHere(): string {
  const link = new URL(location.href)
  const observation = link.searchParams.get('observation')
  link.search = observation ? `?observation=${encodeURIComponent(observation)}` : ''
  return link.href
}

function useTraceKeys(projectId: string, list: TraceSearch, traceId: string) {
  const navigate = useNavigate()
  const { previous, next } = useNeighbours(projectId, list, traceId)
  const go = (neighbour: Neighbour | undefined) => {
    if (!neighbour) return
    void navigate({
      to: '/project/$projectId/traces/$traceId',
      params: { projectId, traceId: neighbour.id },
      search: neighbour.search,
      replace: true,
    })
  }
  const back = () => void navigate({ to: '/project/$projectId/traces', params: { projectId }, search: list })
  useHotkeys({ j: () => go(next), k: () => go(previous), Escape: back })
  return { previous, next, go }
}

export function TraceHeader({ projectId, traceId, trace, list }: TraceHeaderProps) {
  const { t } = useTranslation()
  const { previous, next, go } = useTraceKeys(projectId, list, traceId)
  const name = trace?.name ?? (trace ? t('traces.unnamed') : t('trace.trace'))
  return (
    <PageHeader
      title={name}
      heading={
        <div className="flex min-w-0 items-center gap-2 max-lg:flex-1">
          <Tooltip label={t('trace.back')} shortcut="Esc">
            <Link
              to="/project/$projectId/traces"
              params={{ projectId }}
              search={list}
              aria-label={t('trace.back')}
              className={buttonClass({ variant: 'ghost', size: 'icon' }, '-ml-1.5')}
            >
              <ArrowLeft size={16} />
            </Link>
          </Tooltip>
          <h1 title={name} className="truncate text-lg font-semibold tracking-tight">
            {name}
          </h1>
          {trace && trace.level !== 'DEFAULT' && (
            <span className="flex max-sm:hidden">
              <TraceLevel trace={trace} />
            </span>
          )}
        </div>
      }
    >
      <span className="hidden items-center text-xs text-ink-3 md:flex">
        <code className="max-w-56 truncate font-mono">{traceId}</code>
        <CopyButton text={traceId} label={t('trace.copyId')} />
      </span>
      <CopyButton text={linkToHere} label={t('trace.copyLink')} icon={<Link2 size={15} />} size="icon" />
      <IconButton label={t('trace.previous')} shortcut="K" disabled={!previous} onClick={() => go(previous)}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={t('trace.next')} shortcut="J" disabled={!next} onClick={() => go(next)}>
        <ChevronDown size={16} />
      </IconButton>
    </PageHeader>
  )
}
