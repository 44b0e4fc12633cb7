import { useState } from 'react'

const nothing: ReadonlySet<string> = new Set()

interface Seen {
  readonly list: string
  readonly ids: readonly string[] | undefined
  readonly fresh: ReadonlySet<string>
}

/** Ids that joined a list since it was last shown. A list under another key has no arrivals; undefined waits. */
export function useArrivals(list: string, ids: readonly string[] | undefined): ReadonlySet<string> {
  const [seen, setSeen] = useState<Seen>({ list, ids, fresh: nothing })
  if (ids === undefined || (seen.list === list && seen.ids === ids)) return seen.fresh
  const known = new Set(seen.list === list ? seen.ids : undefined)
  const fresh = seen.list === list && seen.ids ? new Set(ids.filter((id) => !known.has(id))) : nothing
  setSeen({ list, ids, fresh })
  return fresh
}
