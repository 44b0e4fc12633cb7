import type { FacetName, ListFilters } from '../traces/list-filters.ts'
import { boundsOf, type TraceSearch } from '../traces/trace-search.ts'
import { mergeBounds } from './bounds-text.ts'
import { fieldsOf } from './fields.ts'
import { parse } from './parse.ts'
import { writeTerm, writeWords } from './print.ts'
import type { Problem, Term } from './term.ts'
import { isOfWhere } from './where.ts'

/** The filters of a list as text, without its words. */
function writeFilters(search: TraceSearch, filters: ListFilters): string[] {
  const fields = fieldsOf(filters)
  const written = fields.flatMap((field): string[] => {
    const write = (term: Partial<Term>) => [
      writeTerm({ field: field.key, isNegated: false, values: [], ...term }, field),
    ]
    if (field.key === 'bookmarked') return search.starred ? write({}) : []
    const chosen = search[field.key as FacetName | 'env'] ?? []
    // Roots and others together are all.
    if (field.kind === 'flag') return chosen.length === 1 ? write({ isNegated: chosen[0] === 'false' }) : []
    if (field.kind === 'choice') return chosen.length > 0 ? write({ values: chosen }) : []
    const bounds = field.kind === 'bound' && boundsOf(search, field.key as keyof TraceSearch & 'cost')
    return bounds ? write({ bounds }) : []
  })
  return [...written, ...(search.where ?? [])]
}

/** All that a list is narrowed by, as a text that narrows it alike. */
export function writeSearch(search: TraceSearch, filters: ListFilters): string {
  return [...writeFilters(search, filters), ...(search.q ? [writeWords(search.q)] : [])].join(' ')
}

interface Applied {
  /** What changes in the list; absent while there are problems. */
  readonly change?: Partial<TraceSearch>
  readonly problems: readonly Problem[]
  /** Whether there is more than words. */
  readonly hasTerms: boolean
}

/** What a text makes of a list: its words become those of the list, its terms are added to the filters. */
export function applyText(search: TraceSearch, text: string, filters: ListFilters): Applied {
  const fields = fieldsOf(filters)
  const { terms, words, problems } = parse(text, fields)
  const hasTerms = terms.length > 0
  if (problems.length > 0) return { problems, hasTerms }
  let next: TraceSearch = { ...search, q: words || undefined }
  for (const term of terms) next = { ...next, ...applyTerm(next, term, filters) }
  const names = new Set([...Object.keys(search), ...Object.keys(next)]) as Set<keyof TraceSearch>
  const changed = [...names].filter((name) => next[name] !== search[name])
  const change: Partial<TraceSearch> = Object.fromEntries(changed.map((name) => [name, next[name]]))
  return { change, problems, hasTerms }
}

function applyTerm(search: TraceSearch, term: Term, filters: ListFilters): Partial<TraceSearch> {
  const field = fieldsOf(filters).find(({ key }) => key === term.field)
  if (!field) return {}
  const add = (before: readonly string[] | undefined, values: readonly string[]) => [
    ...new Set([...(before ?? []), ...values]),
  ]
  if (isOfWhere(term, field, filters)) return { where: add(search.where, [writeTerm(term, field)]) }
  if (field.key === 'bookmarked') return { starred: 'yes' }
  if (field.kind === 'flag') return { [field.key]: [String(!term.isNegated)] }
  if (term.bounds)
    return { [field.key]: mergeBounds(boundsOf(search, field.key as 'cost'), term.bounds).text }
  return { [field.key]: add(search[field.key as FacetName], term.values) }
}
