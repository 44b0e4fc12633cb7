export interface ColumnsAndValues {
  readonly columns: [string, ...string[]]
  /** In the order of `columns`; null where a row says nothing: the column's default. */
  readonly values: unknown[][]
}

/** Rows as arrays: without the names in every row the engine reads a third less text. */
export function toColumnsAndValues(rows: readonly object[]): ColumnsAndValues {
  const names = new Set(Object.keys(rows[0] ?? {}))
  for (const row of rows) {
    for (const name in row) names.add(name)
  }
  const columns = [...names] as [string, ...string[]]
  const values = rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name] ?? null))
  return { columns, values }
}
