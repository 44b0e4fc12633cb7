import { useQuery } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useIsNarrow } from '../../lib/media-query.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LiveButton } from '../live/live-button.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { RangePicker } from '../time-range/range-picker.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { RequestCards } from './request-cards.tsx'
import { RequestFilters } from './request-filters.tsx'
import { isNarrowed, type RequestSearch, withoutFilters } from './request-search.ts'
import { RequestTable } from './request-table.tsx'
import { requestsKey, requestsQuery } from './requests-query.ts'
import { TriesSheet } from './tries-sheet.tsx'
import { useRequests } from './use-requests.ts'

/** Least time between two refreshes, in ms. */
const liveInterval = 1_000

/** The request log: each try of the gateway at a model. */
export function RequestsPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const { projectId, search, change, open, close } = useRequests()
  const live = useLiveList({ projectId, queryKey: requestsKey(projectId), interval: liveInterval })
  const { trace, call, at, ...list } = search
  useRowKeys()
  const clear = () =>
    change({
      ...Object.fromEntries(Object.keys(list).map((name) => [name, undefined])),
      ...withoutFilters(list),
    })
  return (
    <>
      <PageHeader title={t('app.page.requests')}>
        <LiveButton {...live} />
        <RangePicker
          range={search}
          onChange={(range) => change({ range: undefined, from: undefined, to: undefined, ...range })}
        />
      </PageHeader>
      <RequestFilters projectId={projectId} search={list} onChange={change} onClear={clear} />
      <div className="flex min-h-0 flex-1">
        <PagedList
          projectId={projectId}
          search={list}
          query={useQuery(requestsQuery(projectId, list))}
          notLoaded={t('requests.notLoaded')}
          empty={<NoRequests search={list} onClear={clear} onChange={change} />}
          onChange={change}
        >
          {(rows, arrivals) =>
            isNarrow ? (
              <RequestCards rows={rows} arrivals={arrivals} />
            ) : (
              <RequestTable rows={rows} arrivals={arrivals} onOpen={open} />
            )
          }
        </PagedList>
      </div>
      <TriesSheet projectId={projectId} open={{ trace, call, at }} onClose={close} />
    </>
  )
}

interface NoRequestsProps {
  readonly search: RequestSearch
  readonly onClear: () => void
  readonly onChange: (part: RequestSearch) => void
}

/** Nothing matched, or nobody called: two different next steps. */
function NoRequests({ search, onClear, onChange }: NoRequestsProps) {
  const { t } = useTranslation()
  const icon = <ScrollText size={36} strokeWidth={1.25} />
  if (isNarrowed(search))
    return (
      <EmptyState icon={icon} title={t('requests.noMatch')} text={t('requests.noMatchText')}>
        <Button onClick={onClear}>{t('traces.clearFilters')}</Button>
      </EmptyState>
    )
  return (
    <EmptyState icon={icon} title={t('requests.noneTitle')} text={t('requests.noneText')}>
      <Button onClick={() => onChange({ from: undefined, to: undefined, range: '90d' })}>
        {t('onboarding.widen')}
      </Button>
    </EmptyState>
  )
}
