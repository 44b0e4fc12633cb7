import { Search, X } from 'lucide-react'
import { type Ref, useId, useImperativeHandle } from 'react'
import { useTranslation } from 'react-i18next'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { Input } from '../../ui/field.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { CompletionList } from './completion-list.tsx'
import { ProblemText } from './problem-text.tsx'
import { SearchHelp } from './search-help.tsx'
import { type SearchFieldState, useSearchField } from './use-search-field.ts'

export interface SearchFieldHandle {
  /** Takes a term, to be written anew. */
  readonly take: (term: string) => void
}

interface SearchFieldProps extends SearchFieldState {
  readonly ref?: Ref<SearchFieldHandle>
  readonly label: string
  readonly placeholder: string
}

/** Where a list is searched, and narrowed in the search language. */
export function SearchField({ ref, label, placeholder, ...state }: SearchFieldProps) {
  const id = useId()
  const field = useSearchField(state)
  const { input, text, problem, options, active, type, place, submit } = field
  useImperativeHandle(ref, () => ({ take: (term) => place(`${term} ${text}`.trim(), term.length) }))
  useHotkeys({ '/': () => input.current?.focus() })
  const isListed = options.length > 0
  return (
    <search className="relative min-w-0 flex-1 basis-60 sm:max-w-lg lg:basis-96">
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
        className="peer pr-16 pl-8 text-ellipsis"
        onChange={({ target }) => type(target.value, target.selectionStart ?? target.value.length)}
        onSelect={({ currentTarget }) => field.setCursor(currentTarget.selectionStart ?? 0)}
        {...field.handlers}
      />
      <FieldEnd
        isEmpty={text === ''}
        isOfObservations={state.source.filters.facets.includes('type')}
        onClear={() => submit('')}
      />
      {(isListed || problem) && (
        <div className="absolute inset-x-0 top-full z-30 mt-1 overflow-hidden rounded-lg bg-surface shadow-floating">
          {problem && <ProblemText id={`${id}-problem`} text={text} problem={problem} onMend={place} />}
          {isListed && (
            <CompletionList
              id={`${id}-options`}
              options={options}
              active={active}
              onHover={field.setActive}
              onChoose={field.choose}
            />
          )}
        </div>
      )}
    </search>
  )
}

interface FieldEndProps {
  readonly isEmpty: boolean
  readonly isOfObservations: boolean
  readonly onClear: () => void
}

function FieldEnd({ isEmpty, isOfObservations, onClear }: FieldEndProps) {
  const { t } = useTranslation()
  return (
    <span className="absolute inset-y-0 right-0 flex items-center">
      {isEmpty ? (
        <span className="pointer-events-none pointer-coarse:hidden in-focus-within:hidden">
          <Kbd>/</Kbd>
        </span>
      ) : (
        <button
          type="button"
          aria-label={t('traces.clearSearch')}
          onClick={onClear}
          className="flex h-full w-7 items-center justify-center rounded-md text-ink-3 hover:text-ink"
        >
          <X size={14} />
        </button>
      )}
      <SearchHelp isOfObservations={isOfObservations} />
    </span>
  )
}
