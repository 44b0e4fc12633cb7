import { useEffect, useEffectEvent, useState } from 'react'
import type { ListFilters } from '../traces/list-filters.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { writeWords } from './print.ts'
import { followList, startDraft } from './search-draft.ts'
import { applyText } from './search-text.ts'

const pause = 350

const wordsOf = ({ q }: Pick<TraceSearch, 'q'>) => (q ? writeWords(q) : '')

interface SearchTextProps {
  readonly search: TraceSearch
  readonly filters: ListFilters
  readonly onChange: ChangeSearch
}

/**
 * What stands in the search field of a list. Words are looked for after a short pause, never in the middle of a Japanese
 * word; terms become filters on Enter, and leave the field.
 */
export function useSearchText({ search, filters, onChange }: SearchTextProps) {
  const applied = wordsOf(search)
  const [kept, setDraft] = useState(() => startDraft(applied))
  const [isComposing, setComposing] = useState(false)
  const [isSubmitted, setSubmitted] = useState(false)
  const draft = followList(kept, applied)
  if (draft !== kept) setDraft(draft)
  const { text } = draft
  const { problems, hasTerms } = applyText(search, text, filters)
  const write = (next: string) => {
    setSubmitted(false)
    setDraft((before) => ({ ...before, text: next }))
  }
  const apply = (next: string) => {
    const { change, hasTerms: leaves } = applyText(search, next, filters)
    setSubmitted(change === undefined)
    if (!change) return setDraft((before) => ({ ...before, text: next }))
    const sent = 'q' in change ? [wordsOf(change)] : []
    const rest = leaves ? wordsOf({ ...search, ...change }) : next
    setDraft((before) => ({ ...before, text: rest, sent: [...before.sent, ...sent] }))
    if (Object.keys(change).length > 0) onChange(change, { replace: !leaves })
  }
  const applyLater = useEffectEvent(apply)
  const isWaiting = !isComposing && !hasTerms && problems.length === 0 && text.trim() !== applied
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => applyLater(text), pause)
    return () => clearTimeout(timer)
  }, [text, isWaiting])
  /** Who is still writing a term has made no mistake in it yet. */
  const problemAt = (cursor: number) => problems.find(({ to }) => isSubmitted || cursor > to)
  return { text, write, apply, setComposing, problemAt }
}
