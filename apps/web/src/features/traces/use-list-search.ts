import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { TraceSearch } from './trace-search.ts'

export type ChangeSearch<S extends TraceSearch = TraceSearch> = (
  part: Partial<S>,
  options?: { readonly replace?: boolean },
) => void

/**
 * The state of a list and the way to change it; `read` is what its route reads the address with. A change starts again
 * at the first page, unless it is the page.
 */
export function useListSearch<S extends TraceSearch>(
  page: 'traces' | 'observations' | 'sessions' | 'users' | 'agents',
  read: (search: Record<string, unknown>) => S,
) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const address = useSearch({ strict: false })
  const search = useMemo(() => read(address), [read, address])
  const navigate = useNavigate()
  const router = useRouter()
  const change = useCallback<ChangeSearch<S>>(
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
