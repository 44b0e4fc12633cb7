import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { readSessionSearch } from '../groups/group-order.ts'

interface SessionLinkProps {
  readonly sessionId: string
  readonly className: string
  readonly children: ReactNode
}

/** Opens a session and keeps the list in the address. */
export function SessionLink({ sessionId, className, children }: SessionLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = readSessionSearch(useSearch({ strict: false }))
  return (
    <Link
      to="/project/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={search}
      data-row-link=""
      className={className}
    >
      {children}
    </Link>
  )
}
