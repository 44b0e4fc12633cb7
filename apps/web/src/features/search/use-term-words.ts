import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { type FacetName, facetColumns, type ListFilters } from '../traces/list-filters.ts'
import { useValueLabel } from '../traces/use-value-label.ts'
import { writePattern } from './print.ts'
import { sayBounds } from './say-bounds.ts'
import { useFieldLabel } from './use-field-label.ts'
import { type FoundTerm, readOneTerm } from './where.ts'

interface TermWords {
  readonly label: string
  readonly value: string
}

/** What a term of the search language means, in the language of the page; undefined for what is none. */
export function useTermWords(filters: ListFilters): (text: string) => TermWords | undefined {
  const { t } = useTranslation()
  const { number } = useFormats()
  const fieldLabel = useFieldLabel()
  const valueLabel = useValueLabel()
  const say = ({ term, field }: FoundTerm): TermWords => {
    const { values, name, isNegated, bounds } = term
    const [first = ''] = values
    const presence = t(isNegated ? 'search.absent' : 'search.present')
    if (field.kind === 'presence') return { label: fieldLabel(first), value: presence }
    const label = name === undefined ? fieldLabel(field.key) : `${fieldLabel(field.key)}: ${name}`
    if (field.kind === 'flag') return { label, value: presence }
    if (bounds) return { label, value: sayBounds(bounds, number) }
    if (field.kind === 'text')
      return { label, value: t(isNegated ? 'search.lacks' : 'search.holds', { text: first }) }
    const isFacet = Object.hasOwn(facetColumns, field.key)
    const named = values.map((value) => {
      if (term.isLike) return writePattern(value)
      return isFacet ? valueLabel(field.key as FacetName, value) : value
    })
    const value = named.join(t('app.or'))
    return { label, value: isNegated ? t('search.not', { value }) : value }
  }
  return (text) => {
    const found = readOneTerm(text, filters)
    return found && say(found)
  }
}
