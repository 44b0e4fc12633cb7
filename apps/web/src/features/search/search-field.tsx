import { Search, X } from 'lucide-react'
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { Input } from '../../ui/field.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { FilterSource } from '../traces/filter-source.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { CompletionList } from './completion-list.tsx'
import { type Completion, insertCompletion } from './completions.ts'
import { ProblemText } from './problem-text.tsx'
import { SearchHelp } from './search-help.tsx'
import { useCompletions } from './use-completions.ts'
import { useSearchText } from './use-search-text.ts'

interface SearchFieldProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly source: FilterSource
  readonly label: string
  readonly placeholder: string
  readonly onChange: ChangeSearch
}

/** Where a list is searched, and narrowed in the search language. */
export function SearchField({ projectId, search, source, label, placeholder, onChange }: SearchFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [cursor, setCursor] = useState(0)
  const [isFocused, setFocused] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const field = useSearchText({ search, filters: source.filters, onChange })
  const { text, write, apply } = field
  const completions = useCompletions({ projectId, search, source, text, cursor, isOpen })
  const options = completions?.options ?? []
  const problem = isFocused ? field.problemAt(cursor) : undefined
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
  const choose = (option: Completion) => {
    if (!completions) return
    const next = insertCompletion(text, completions, option)
    if (option.kind === 'key') return place(next.text, next.cursor)
    apply(next.text)
    setActive(-1)
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setOpen(true)
      // One place more than there are options: that of the text itself.
      const places = options.length + 1
      return setActive(((active + 1 + step + places) % places) - 1)
    }
    if (event.key === 'Enter') {
      const option = options[active]
      if (option) return choose(option)
      setOpen(false)
      return apply(text)
    }
    if (event.key === 'Escape') isOpen ? setOpen(false) : event.currentTarget.blur()
  }
  useHotkeys({ '/': () => input.current?.focus() })
  const isListed = isOpen && options.length > 0
  return (
    <search className="relative min-w-0 flex-1 basis-60 sm:max-w-lg">
      <Search
        size={15}
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
      />
      <Input
        ref={input}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isListed}
        aria-controls={`${id}-options`}
        aria-activedescendant={isListed && active >= 0 ? `${id}-options-${active}` : undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={problem && `${id}-problem`}
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={2000}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className="peer pr-16 pl-8"
        onChange={({ target }) => type(target.value, target.selectionStart ?? target.value.length)}
        onSelect={({ currentTarget }) => setCursor(currentTarget.selectionStart ?? 0)}
        onFocus={() => setFocused(true)}
        onBlur={() => {
          setFocused(false)
          setOpen(false)
        }}
        onCompositionStart={() => field.setComposing(true)}
        onCompositionEnd={() => field.setComposing(false)}
        onKeyDown={onKeyDown}
      />
      <span className="absolute inset-y-0 right-0 flex items-center">
        {text === '' ? (
          <span className="pointer-events-none pointer-coarse:hidden in-focus-within:hidden">
            <Kbd>/</Kbd>
          </span>
        ) : (
          <button
            type="button"
            aria-label={t('traces.clearSearch')}
            onClick={() => {
              write('')
              apply('')
            }}
            className="flex h-full w-7 items-center justify-center rounded-md text-ink-3 hover:text-ink"
          >
            <X size={14} />
          </button>
        )}
        <SearchHelp isOfObservations={source.filters.facets.includes('type')} />
      </span>
      {(isListed || problem) && (
        <div className="absolute inset-x-0 top-full z-30 mt-1 overflow-hidden rounded-lg bg-surface shadow-floating">
          {problem && <ProblemText id={`${id}-problem`} text={text} problem={problem} onMend={place} />}
          {isListed && (
            <CompletionList
              id={`${id}-options`}
              options={options}
              active={active}
              onHover={setActive}
              onChoose={choose}
            />
          )}
        </div>
      )}
    </search>
  )
}
