import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-traces-search.ts'
import { readSessionSearch, readUserSearch } from './group-order.ts'

const readers = { sessions: readSessionSearch, users: readUserSearch } as const

/** The state of a list of sessions or users and the way to change it. */
export function useGroupSearch(page: keyof typeof readers) {
  const read = readers[page]
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = read(useSearch({ strict: false }))
  const navigate = useNavigate()
  const router = useRouter()
  const change = useCallback<ChangeSearch>(
    (part, { replace = false } = {}) => {
      // Typed just before a click on a row whose page is still loading: that click must not be called back.
      if (router.latestLocation.pathname !== `/project/${projectId}/${page}`) return
      void navigate({
        to: `/project/$projectId/${page}`,
        params: { projectId },
        search: (before) => read({ ...before, page: undefined, ...part }),
        replace,
      })
    },
    [navigate, router, projectId, page, read],
  )
  const replaceAll = useCallback(
    (next: TraceSearch) =>
      void navigate({ to: `/project/$projectId/${page}`, params: { projectId }, search: () => next }),
    [navigate, projectId, page],
  )
  return { projectId, search, change, replaceAll }
}
