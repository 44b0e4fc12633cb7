import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { type Chosen, choosePage, chooseRow, noneChosen } from './chosen.ts'

/** Which rows of a list somebody has chosen, on whatever page they are. */
export interface Selection<Id extends string> {
  readonly ids: ReadonlySet<Id>
  /** All rows that match, whether they were seen or not; then `ids` are those of the page. */
  readonly isAll: boolean
  /** Chooses a row or no longer; with `toHere`, all rows from the one chosen last to this one. Always the same function. */
  readonly toggle: (id: Id, options?: { readonly toHere?: boolean }) => void
  readonly togglePage: () => void
  readonly isPageChosen: boolean
  readonly chooseAll: () => void
  readonly clear: () => void
}

/**
 * A selection in a list of rows, whose ids are in sight on the present page; another `list` begins with none. `x` chooses
 * the row that has the focus, Shift+X all rows up to it; rows carry their id in `data-row-id`.
 */
export function useSelection<Id extends string>(list: string, page: readonly Id[]): Selection<Id> {
  const [stored, setStored] = useState<{ readonly list: string; readonly chosen: Chosen<Id> }>({
    list,
    chosen: noneChosen,
  })
  const chosen = stored.list === list ? stored.chosen : (noneChosen as Chosen<Id>)
  const now = useRef({ list, page, chosen })
  useLayoutEffect(() => {
    now.current = { list, page, chosen }
  })
  const change = useCallback((next: (chosen: Chosen<Id>, page: readonly Id[]) => Chosen<Id>) => {
    const { list: ofList, page: inSight, chosen: before } = now.current
    setStored({ list: ofList, chosen: next(before, inSight) })
  }, [])
  const toggle = useCallback<Selection<Id>['toggle']>(
    (id, { toHere = false } = {}) => change((before, inSight) => chooseRow(before, inSight, id, toHere)),
    [change],
  )
  useHotkeys({
    x: (event) => {
      const row = document.activeElement?.closest('[data-row-id]')?.getAttribute('data-row-id')
      const id = page.find((one) => one === row)
      if (id !== undefined) toggle(id, { toHere: event.shiftKey })
    },
  })
  const ids = chosen.isAll ? new Set(page) : chosen.ids
  return {
    ids,
    isAll: chosen.isAll,
    toggle,
    togglePage: () => change(choosePage),
    isPageChosen: page.length > 0 && page.every((id) => ids.has(id)),
    chooseAll: () => change((before) => ({ ...before, isAll: true })),
    clear: () => change(() => noneChosen),
  }
}
