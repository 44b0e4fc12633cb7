import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type OpenCall, type RequestSearch, readRequestSearch } from './request-search.ts'

const route = '/project/$projectId/requests'

interface ChangeOptions {
  readonly replace?: boolean
}

/** The state of the request log and the ways to change it. A change starts at the first page, unless it is the page. */
export function useRequests() {
  const { projectId } = useParams({ from: route })
  const address = useSearch({ from: route })
  const search = useMemo(() => readRequestSearch({ ...address }), [address])
  const navigate = useNavigate({ from: route })
  const change = (part: RequestSearch, { replace = false }: ChangeOptions = {}) =>
    void navigate({
      search: (before) => readRequestSearch({ ...before, page: undefined, ...closed, ...part }),
      replace,
    })
  const open = (call: OpenCall) => void navigate({ search: (before) => ({ ...before, ...call }) })
  const close = () => void navigate({ search: (before) => ({ ...before, ...closed }) })
  return { projectId, search, change, open, close }
}

const closed: OpenCall = { trace: undefined, call: undefined, at: undefined }
