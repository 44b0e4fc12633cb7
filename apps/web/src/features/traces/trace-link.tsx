import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface TraceLinkProps {
  readonly traceId: string
  readonly className?: string
  readonly children: ReactNode
}

/** Opens a trace and keeps the list in the address. `data-row-link` is what j and k move between. */
export function TraceLink({ traceId, className, children }: TraceLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = useSearch({ from: '/project/$projectId/traces' })
  return (
    <Link
      to="/project/$projectId/traces/$traceId"
      params={{ projectId, traceId }}
      search={search}
      data-row-link=""
      {...(className ? { className } : {})}
    >
      {children}
    </Link>
  )
}
