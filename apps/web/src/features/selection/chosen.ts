export interface Chosen<Id extends string> {
  readonly ids: ReadonlySet<Id>
  /** All that match; the ids do not count then. */
  readonly isAll: boolean
  /** The row chosen last, where a range begins. */
  readonly anchor: Id | undefined
}

export const noneChosen: Chosen<never> = { ids: new Set(), isAll: false, anchor: undefined }

/** Chooses a row of the page or no longer; `toHere`: all rows from the one chosen last to this one, where that is in sight. */
export function chooseRow<Id extends string>(
  before: Chosen<Id>,
  page: readonly Id[],
  id: Id,
  toHere: boolean,
): Chosen<Id> {
  const ids = named(before, page)
  const range = toHere ? rangeOf(page, before.anchor, id) : undefined
  if (range) for (const one of range) ids.add(one)
  else if (!ids.delete(id)) ids.add(id)
  return { ids, isAll: false, anchor: id }
}

/** Chooses all rows of the page; when they are already, none of them. */
export function choosePage<Id extends string>(before: Chosen<Id>, page: readonly Id[]): Chosen<Id> {
  const ids = named(before, page)
  const isWhole = page.every((id) => ids.has(id))
  for (const id of page) {
    if (isWhole) ids.delete(id)
    else ids.add(id)
  }
  return { ids, isAll: false, anchor: undefined }
}

/** Of all that match, those in sight: to take one away names the others. */
function named<Id extends string>({ ids, isAll }: Chosen<Id>, page: readonly Id[]): Set<Id> {
  return new Set(isAll ? page : ids)
}

function rangeOf<Id>(page: readonly Id[], anchor: Id | undefined, id: Id): readonly Id[] | undefined {
  const from = anchor === undefined ? -1 : page.indexOf(anchor)
  const to = page.indexOf(id)
  if (from < 0 || to < 0) return undefined
  return page.slice(Math.min(from, to), Math.max(from, to) + 1)
}
