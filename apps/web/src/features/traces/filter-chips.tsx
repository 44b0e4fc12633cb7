import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { sayBounds } from '../search/say-bounds.ts'
import { writeSearch } from '../search/search-text.ts'
import { useTermWords } from '../search/use-term-words.ts'
import type { BoundName, CallerName, FacetName, ListFilters } from './list-filters.ts'
import { boundsOf, isFiltered, type TraceSearch, withoutFilters } from './trace-search.ts'
import { useCallerNames } from './use-caller-names.ts'
import type { ChangeSearch } from './use-list-search.ts'
import { useValueLabel } from './use-value-label.ts'

interface Chip {
  readonly key: string
  readonly label: string
  readonly value: string
  /** The same in the search language. */
  readonly text: string
  readonly remove: () => void
}

interface FilterChipsProps {
  readonly search: TraceSearch
  readonly filters: ListFilters
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
  /** Takes the text of a filter, which is none any more, to be written anew. */
  readonly onEdit: (text: string) => void
}

function useBoundText() {
  const { duration, cost, number } = useFormats()
  const write: Record<BoundName, (value: number) => string> = {
    latency: duration,
    firstToken: duration,
    cost,
    tokens: number,
    speed: number,
  }
  return (search: TraceSearch, name: BoundName) => {
    const bounds = boundsOf(search, name)
    return bounds && sayBounds(bounds, write[name])
  }
}

function useChips({ search, filters, onChange }: Omit<FilterChipsProps, 'onReplace' | 'onEdit'>): Chip[] {
  const { t } = useTranslation()
  const boundText = useBoundText()
  const labelOf = useValueLabel()
  const sayTerm = useTermWords(filters)
  const named = (name: FacetName | CallerName | BoundName) => ({
    key: name,
    text: writeSearch({ [name]: search[name] }, filters),
    remove: () => onChange({ [name]: undefined }),
  })
  const facets = filters.facets.flatMap((name) => {
    const values = search[name]
    if (!values) return []
    const value = values.map((value) => labelOf(name, value)).join(t('app.or'))
    return [{ ...named(name), label: t(`traces.filter.${name}`), value }]
  })
  const names = { key: useCallerNames('key', search), team: useCallerNames('team', search) }
  const callers = filters.callers.flatMap((name) => {
    if (names[name].length === 0) return []
    const value = names[name].join(t('app.or'))
    return [{ ...named(name), label: t(`usage.by.${name}`), value }]
  })
  const bounds = filters.bounds.flatMap((name) => {
    const value = boundText(search, name)
    // The value has its unit: the label needs none.
    return value ? [{ ...named(name), label: t(`traces.bound.${name}`), value }] : []
  })
  const terms = (search.where ?? []).flatMap((text) => {
    const said = sayTerm(text)
    const others = search.where?.filter((other) => other !== text) ?? []
    const remove = () => onChange({ where: others.length > 0 ? others : undefined })
    return said ? [{ key: text, text, ...said, remove }] : []
  })
  return [...facets, ...callers, ...bounds, ...terms]
}

/** What the list is narrowed by, each to be taken away again. */
export function FilterChips({ search, filters, onChange, onReplace, onEdit }: FilterChipsProps) {
  const { t } = useTranslation()
  const chips = useChips({ search, filters, onChange })
  if (!isFiltered(search, filters)) return null
  return (
    <>
      {chips.map((chip) => (
        <span
          key={chip.key}
          className="inline-flex h-7 max-w-full items-center rounded-md bg-accent-soft text-xs text-ink"
        >
          <button
            type="button"
            title={t('search.edit')}
            onClick={() => {
              chip.remove()
              onEdit(chip.text)
            }}
            className="flex h-full min-w-0 items-center gap-1.5 rounded-md pr-1.5 pl-2 hover:text-accent-strong"
          >
            <span className="shrink-0 text-ink-2">{chip.label}</span>{' '}
            <span className="max-w-64 truncate font-medium">{chip.value}</span>
          </button>
          <button
            type="button"
            aria-label={t('traces.removeFilter', { name: chip.label })}
            onClick={chip.remove}
            className="flex size-7 items-center justify-center rounded-md text-ink-3 hover:text-ink"
          >
            <X size={13} />
          </button>
        </span>
      ))}
      <Button size="sm" variant="ghost" onClick={() => onReplace(withoutFilters(search))}>
        {t('traces.clearFilters')}
      </Button>
      <CopyButton label={t('search.copy')} text={() => writeSearch(search, filters)} />
    </>
  )
}
