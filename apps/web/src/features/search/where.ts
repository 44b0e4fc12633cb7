import type { ListFilters } from '../traces/list-filters.ts'
import { type Field, fieldsOf } from './fields.ts'
import { parse } from './parse.ts'
import { writeTerm } from './print.ts'
import type { Term } from './term.ts'

/** More than anybody reads. */
const mostTerms = 20

/** Terms that no filter has a name for in the address: negations, patterns, and what the panel does not offer. */
export function isOfWhere(term: Term, field: Field, filters: ListFilters): boolean {
  if (field.kind === 'bound' || field.key === 'root') return false
  if (term.isNegated || term.isLike) return true
  const hasName = field.kind === 'choice' || field.kind === 'flag'
  return !hasName || filters.ids.some((key) => key === field.key)
}

export interface FoundTerm {
  readonly term: Term
  readonly field: Field
}

/** The one term that a text is; undefined when it is none, or more. */
export function readOneTerm(text: string, filters: ListFilters): FoundTerm | undefined {
  const fields = fieldsOf(filters)
  const { terms, words, problems } = parse(text, fields)
  const [term, more] = terms
  const field = term && fields.find(({ key }) => key === term.field)
  return term && field && !more && words === '' && problems.length === 0 ? { term, field } : undefined
}

/** The terms that ask one of some fields. */
export function whereOf(
  texts: readonly string[] | undefined,
  fields: readonly string[],
): readonly string[] | undefined {
  const kept = texts?.filter((text) => fields.some((field) => new RegExp(`^-?${field}:`).test(text)))
  return kept && kept.length > 0 ? kept : undefined
}

/** Terms in an address, each as it is written; what a list cannot be narrowed by is left out. */
export function readWhere(texts: readonly string[], filters: ListFilters): readonly string[] {
  const written = texts.slice(0, mostTerms).flatMap((text) => {
    const found = readOneTerm(text, filters)
    return found && isOfWhere(found.term, found.field, filters) ? [writeTerm(found.term, found.field)] : []
  })
  return [...new Set(written)]
}
