import type { NamedColumn } from './columns.ts'
import type { Encoding } from './encoding.ts'

const objectOf = (columns: readonly NamedColumn[], row: never) =>
  JSON.stringify(Object.fromEntries(columns.map(({ name, value }) => [name, value(row)])))

/** One array of objects, a line each. */
export function encodeJson(columns: readonly NamedColumn[]): Encoding {
  return { head: '[\n', between: ',\n', row: (row) => objectOf(columns, row), tail: '\n]\n' }
}

/** A line of JSON for each row. */
export function encodeJsonLines(columns: readonly NamedColumn[]): Encoding {
  return { head: '', between: '', row: (row) => `${objectOf(columns, row)}\n`, tail: '' }
}
