import type { TraceDetail } from '@kansoku/contracts'
import { Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { CommentsButton } from '../comments/comments-button.tsx'
import { BackLink } from '../traces/back-link.tsx'
import { NeighbourButtons } from '../traces/neighbour-buttons.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'
import { TraceActions } from './trace-actions.tsx'
import { useOpenedFrom } from './use-opened-from.ts'

interface TraceHeaderProps {
  readonly projectId: string
  readonly traceId: string
  readonly trace: TraceDetail | undefined
  readonly onSelect: (id: string) => void
}

/** The address of the trace and the selected observation, without the list it was opened from. */
function linkToHere(): string {
  const link = new URL(location.href)
  const observation = link.searchParams.get('observation')
  link.search = observation ? `?observation=${encodeURIComponent(observation)}` : ''
  return link.href
}

export function TraceHeader({ projectId, traceId, trace, onSelect }: TraceHeaderProps) {
  const { t } = useTranslation()
  const { page, search, neighbours, open } = useOpenedFrom(projectId, traceId)
  const name = trace?.name ?? (trace ? t('traces.unnamed') : t('trace.trace'))
  return (
    <PageHeader
      title={name}
      heading={
        <div className="flex min-w-0 items-center gap-2 max-lg:flex-1">
          <BackLink projectId={projectId} page={page} search={search} />
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
      <CopyButton
        text={linkToHere}
        label={t('trace.copyLink')}
        icon={<Link2 size={15} />}
        size="icon"
        className="max-sm:hidden"
      />
      <NeighbourButtons
        neighbours={neighbours}
        labels={{
          previous: t(page === 'traces' ? 'trace.previous' : 'observations.previous'),
          next: t(page === 'traces' ? 'trace.next' : 'observations.next'),
        }}
        onOpen={open}
      />
      {trace && (
        <CommentsButton
          projectId={projectId}
          traceId={traceId}
          observations={trace.observations}
          onSelect={onSelect}
        />
      )}
      {trace && (
        <TraceActions key={traceId} projectId={projectId} trace={trace} listPage={page} list={search} />
      )}
    </PageHeader>
  )
}
