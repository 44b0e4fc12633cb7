import { searchTrace } from '@kansoku/contracts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { api } from '../../lib/api.ts'
import { traceKey } from './trace-queries.ts'

interface FoundOptions {
  readonly projectId: string
  readonly traceId: string
  readonly text: string
  /** Whoever reads a shared trace looks only at what the tree has. */
  readonly isShared: boolean
}

interface Found {
  readonly ids: ReadonlySet<string>
  readonly isSearching: boolean
  /** There are more than are told. */
  readonly isCut: boolean
}

const pause = 300
const nothing: ReadonlySet<string> = new Set()

/** Observations that hold a text anywhere: the server looks, since the page does not have inputs and outputs. */
export function useFound({ projectId, traceId, text, isShared }: FoundOptions): Found {
  const wanted = text.trim()
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), wanted === '' ? 0 : pause)
    return () => clearTimeout(timer)
  }, [wanted])
  const isAsked = wanted !== '' && settled !== '' && !isShared
  const { data, isFetching } = useQuery({
    queryKey: [...traceKey(projectId, traceId), 'search', settled],
    queryFn: ({ signal }) =>
      api.call(searchTrace, { params: { projectId, traceId }, query: { text: settled } }, { signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  })
  const ids = useMemo(
    () => (isAsked && data ? new Set(data.hits.map(({ observationId }) => observationId)) : nothing),
    [isAsked, data],
  )
  const isWaiting = !isShared && wanted !== settled
  return {
    ids,
    isSearching: wanted !== '' && (isWaiting || isFetching),
    isCut: isAsked && (data?.isCut ?? false),
  }
}
