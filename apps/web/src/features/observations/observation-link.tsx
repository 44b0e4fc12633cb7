import type { ObservationListRow } from '@kansoku/contracts'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { openedAt } from './opened-at.ts'

interface ObservationLinkProps {
  readonly row: ObservationListRow
  readonly className: string
  readonly children: ReactNode
}

/** Opens the trace at the observation and keeps the list in the address. */
export function ObservationLink({ row, className, children }: ObservationLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = useSearch({ from: '/project/$projectId/observations' })
  return (
    <Link
      to="/project/$projectId/traces/$traceId"
      params={{ projectId, traceId: row.traceId }}
      search={openedAt(row, search)}
      data-row-link=""
      className={className}
    >
      {children}
    </Link>
  )
}
