import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { readAgentSearch } from './agent-search.ts'

interface TaskLinkProps {
  readonly sessionId: string
  readonly title?: string
  readonly className: string
  readonly children: ReactNode
}

/** Opens a task and keeps the list in the address. */
export function TaskLink({ sessionId, title, className, children }: TaskLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = readAgentSearch(useSearch({ strict: false }))
  return (
    <Link
      to="/project/$projectId/agents/task/$sessionId"
      params={{ projectId, sessionId }}
      search={search}
      data-row-link=""
      {...(title ? { title } : {})}
      className={className}
    >
      {children}
    </Link>
  )
}
