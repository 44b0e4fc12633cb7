import type { TraceDetail } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { Link2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { BackLink } from '../traces/back-link.tsx'
import { NeighbourButtons } from '../traces/neighbour-buttons.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesQuery } from '../traces/traces-query.ts'
import { type Neighbour, useNeighbours } from '../traces/use-neighbours.ts'

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

export function TraceHeader({ projectId, traceId, trace, list }: TraceHeaderProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const query = (search: TraceSearch) => tracesQuery(projectId, search)
  const neighbours = useNeighbours({ query, search: list, id: traceId })
  const open = ({ id, search }: Neighbour) =>
    void navigate({
      to: '/project/$projectId/traces/$traceId',
      params: { projectId, traceId: id },
      search,
      replace: true,
    })
  const name = trace?.name ?? (trace ? t('traces.unnamed') : t('trace.trace'))
  return (
    <PageHeader
      title={name}
      heading={
        <div className="flex min-w-0 items-center gap-2 max-lg:flex-1">
          <BackLink projectId={projectId} page="traces" search={list} />
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
      <NeighbourButtons
        neighbours={neighbours}
        labels={{ previous: t('trace.previous'), next: t('trace.next') }}
        onOpen={open}
      />
    </PageHeader>
  )
}
