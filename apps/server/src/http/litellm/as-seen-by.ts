import type { ManagementCaller } from './caller.ts'

interface WithMetadata {
  readonly metadata: Readonly<Record<string, unknown>>
}

/** A key or a team as the caller may see it: callbacks hold secrets, and are for admins. */
export function asSeenBy<Row extends WithMetadata>(caller: ManagementCaller, row: Row): Row {
  if (caller.kind === 'admin') return row
  const { logging: _logging, ...metadata } = row.metadata
  return { ...row, metadata }
}
