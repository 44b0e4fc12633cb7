/** A row as those may see it who are no admins: callbacks hold secrets. */
export function withoutLogging<Row extends { readonly metadata: Readonly<Record<string, unknown>> }>(
  row: Row,
): Row {
  const { logging: _logging, ...metadata } = row.metadata
  return { ...row, metadata }
}
