import type { Binder } from '../sql/binder.ts'
import { matchesInAnyCase } from './matches-in-any-case.ts'

/** Condition: one of the columns holds the text, whatever the case. */
export function matchesText(columns: readonly string[], search: string, bind: Binder): string {
  const needle = bind.text(search)
  const tests = columns.map((column) => matchesInAnyCase(column, search, needle))
  return `(${tests.join(' OR ')})`
}
