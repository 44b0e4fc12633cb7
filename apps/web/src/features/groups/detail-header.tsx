import type { ComponentProps, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { BackLink } from '../traces/back-link.tsx'
import { NeighbourButtons } from '../traces/neighbour-buttons.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'

interface DetailHeaderProps extends Omit<ComponentProps<typeof NeighbourButtons>, 'labels'> {
  readonly projectId: string
  readonly name: string
  /** The list that it was opened from. */
  readonly page: 'sessions' | 'users' | 'agents'
  readonly search: TraceSearch
  readonly children?: ReactNode
}

/** The bar over a session or a user: back to the list, its name, and its neighbours there. */
export function DetailHeader(props: DetailHeaderProps) {
  const { t } = useTranslation()
  const { projectId, name, page, search, neighbours, onOpen, children } = props
  return (
    <PageHeader
      title={name}
      heading={
        <div className="flex min-w-0 items-center gap-2 max-lg:flex-1 max-sm:min-w-[30%]">
          <BackLink projectId={projectId} page={page} search={search} />
          <h1 title={name} className="max-w-[32rem] truncate text-lg font-semibold tracking-tight">
            {name}
          </h1>
        </div>
      }
    >
      {children}
      <NeighbourButtons
        neighbours={neighbours}
        labels={{ previous: t(`${page}.previous`), next: t(`${page}.next`) }}
        onOpen={onOpen}
      />
    </PageHeader>
  )
}
