import type { GatewayCallRow } from '@kansoku/contracts'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { OpenCall } from './request-search.ts'

export const openCallOf = ({ traceId, callId, startedAt }: GatewayCallRow): OpenCall => ({
  trace: traceId,
  call: callId || undefined,
  at: startedAt,
})

interface CallLinkProps {
  readonly call: GatewayCallRow
  readonly className: string
  readonly children: ReactNode
}

/** Shows the tries of a call beside the list. `data-row-link` is what j and k move between. */
export function CallLink({ call, className, children }: CallLinkProps) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  return (
    <Link
      to="/project/$projectId/requests"
      params={{ projectId }}
      search={(before) => ({ ...before, ...openCallOf(call) })}
      data-row-link=""
      className={className}
    >
      {children}
    </Link>
  )
}
