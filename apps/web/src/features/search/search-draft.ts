/** What stands in a search field, and what the list is narrowed by, which follows it after a pause. */
export interface SearchDraft {
  readonly text: string
  /** The text of the list when the draft last looked. */
  readonly applied: string
  /** Texts handed to the list that it does not show yet, in their order. */
  readonly sent: readonly string[]
}

export const startDraft = (applied: string): SearchDraft => ({ text: applied, applied, sent: [] })

/** The draft once the list shows a text: its own, and what was typed meanwhile stays; from elsewhere, and it follows. */
export function followList(draft: SearchDraft, applied: string): SearchDraft {
  if (applied === draft.applied) return draft
  const at = draft.sent.indexOf(applied)
  return at < 0 ? startDraft(applied) : { ...draft, applied, sent: draft.sent.slice(at + 1) }
}
