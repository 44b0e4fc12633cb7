import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { readUserSearch } from '../groups/group-order.ts'

interface UserLinkProps {
  readonly userId: string
  readonly className: string
  readonly children: ReactNode
}

/** Opens a user and keeps the list in the address. */
export function UserLink({ userId, className, children }: UserLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = readUserSearch(useSearch({ strict: false }))
  return (
    <Link
      to="/project/$projectId/users/$userId"
      params={{ projectId, userId }}
      search={search}
      data-row-link=""
      className={className}
    >
      {children}
    </Link>
  )
}
