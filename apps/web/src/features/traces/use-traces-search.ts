import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { readTraceSearch, type TraceSearch } from './trace-search.ts'

type Change = Partial<{ -readonly [K in keyof TraceSearch]: TraceSearch[K] }>

/** The state of the list and the way to change it. A change starts again at the first page, unless it is the page. */
export function useTracesSearch() {
  const { projectId } = useParams({ from: '/project/$projectId/traces' })
  const search = useSearch({ from: '/project/$projectId/traces' })
  const navigate = useNavigate({ from: '/project/$projectId/traces' })
  const change = useCallback(
    (part: Change, { replace = false } = {}) =>
      void navigate({
        search: (before) => readTraceSearch({ ...before, page: undefined, ...part }),
        replace,
      }),
    [navigate],
  )
  const replaceAll = useCallback((next: TraceSearch) => void navigate({ search: () => next }), [navigate])
  return { projectId, search: search as TraceSearch, change, replaceAll }
}

export type ChangeSearch = ReturnType<typeof useTracesSearch>['change']
