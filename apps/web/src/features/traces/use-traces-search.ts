import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { readTraceSearch, type TraceSearch } from './trace-search.ts'

type Change = Partial<{ -readonly [K in keyof TraceSearch]: TraceSearch[K] }>

/** The state of the list and the way to change it. A change starts again at the first page, unless it is the page. */
export function useTracesSearch() {
  const { projectId } = useParams({ from: '/project/$projectId/traces' })
  const search = useSearch({ from: '/project/$projectId/traces' })
  const navigate = useNavigate({ from: '/project/$projectId/traces' })
  const router = useRouter()
  const change = useCallback(
    (part: Change, { replace = false } = {}) => {
      // Typed just before a click on a trace whose page is still loading: that click must not be called back.
      if (router.latestLocation.pathname !== `/project/${projectId}/traces`) return
      void navigate({
        search: (before) => readTraceSearch({ ...before, page: undefined, ...part }),
        replace,
      })
    },
    [navigate, router, projectId],
  )
  const replaceAll = useCallback((next: TraceSearch) => void navigate({ search: () => next }), [navigate])
  return { projectId, search: search as TraceSearch, change, replaceAll }
}

export type ChangeSearch = ReturnType<typeof useTracesSearch>['change']
