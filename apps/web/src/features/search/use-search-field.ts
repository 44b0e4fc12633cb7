import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import type { FilterSource } from '../traces/filter-source.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { type Completion, insertCompletion } from './completions.ts'
import { useCompletions } from './use-completions.ts'
import { useSearchText } from './use-search-text.ts'

export interface SearchFieldState {
  readonly projectId: string
  readonly search: TraceSearch
  readonly source: FilterSource
  readonly onChange: ChangeSearch
}

/** What is written in a search field, where its cursor is, and what could be written there. */
export function useSearchField({ projectId, search, source, onChange }: SearchFieldState) {
  const input = useRef<HTMLInputElement>(null)
  const [cursor, setCursor] = useState(0)
  const [isFocused, setFocused] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { text, write, apply, setComposing, problemAt } = useSearchText({
    ...{ search, filters: source.filters, onChange },
  })
  const completions = useCompletions({ projectId, search, source, text, cursor, isOpen })
  const options = completions?.options ?? []
  const [wanted, setWanted] = useState<number>()
  useLayoutEffect(() => {
    if (wanted === undefined) return
    input.current?.setSelectionRange(wanted, wanted)
    setWanted(undefined)
  }, [wanted])
  const type = (next: string, at: number) => {
    write(next)
    setCursor(at)
    setActive(-1)
    // Between words there is nothing to complete, unless somebody asks.
    setOpen(/\S$/.test(next.slice(0, at)))
  }
  const place = (next: string, at: number) => {
    type(next, at)
    setWanted(at)
    input.current?.focus()
  }
  const submit = (next: string) => {
    setActive(-1)
    setOpen(false)
    apply(next)
  }
  const choose = (option: Completion) => {
    if (!completions) return
    const next = insertCompletion(text, completions, option)
    if (option.kind === 'key') place(next.text, next.cursor)
    else submit(next.text)
  }
  const move = (step: number) => {
    setOpen(true)
    // One place more than there are options: that of the text itself.
    const places = options.length + 1
    setActive(((active + 1 + step + places) % places) - 1)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const option = options[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter') option ? choose(option) : submit(text)
    else if (event.key === 'Escape') isOpen ? setOpen(false) : event.currentTarget.blur()
  }
  const leave = () => {
    setFocused(false)
    setOpen(false)
  }
  const problem = isFocused ? problemAt(cursor) : undefined
  const handlers = {
    onFocus: () => setFocused(true),
    onBlur: leave,
    onCompositionStart: () => setComposing(true),
    onCompositionEnd: () => setComposing(false),
    onKeyDown,
  }
  return {
    input,
    text,
    problem,
    options,
    active,
    setActive,
    setCursor,
    type,
    place,
    choose,
    submit,
    handlers,
  }
}
