import { type NamedColumn, textOf } from './columns.ts'
import type { Encoding } from './encoding.ts'

/** What a spreadsheet would take for a formula, in the wide letters of Japanese keyboards too. */
const looksLikeFormula = /^[=+\-@\t\r\n＝＋－＠]/

/** RFC 4180, with the mark that spreadsheets know UTF-8 by. */
export function encodeCsv(columns: readonly NamedColumn[]): Encoding {
  const line = (cells: readonly string[]) => `${cells.join(',')}\r\n`
  return {
    head: `\uFEFF${line(columns.map(({ name }) => name))}`,
    between: '',
    row: (row) => line(columns.map((column) => cell(column, row))),
    tail: '',
  }
}

function cell(column: NamedColumn, row: never): string {
  const text = textOf(column, row) ?? ''
  const isFigure = column.type === 'number' || column.type === 'count'
  const safe = !isFigure && looksLikeFormula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
