/** One call as the spool keeps it: its events as JSON text of a list, after the project they are for where that is not the default. */
export interface CallRecord {
  readonly projectId: string | undefined
  readonly events: string
}

/** A line of JSON before the list; without a project the list alone. */
export function toCallRecord({ projectId, events }: CallRecord): string {
  return projectId === undefined ? events : `${JSON.stringify({ projectId })}\n${events}`
}

export function readCallRecord(text: string): CallRecord {
  if (text.startsWith('[')) return { projectId: undefined, events: text }
  const end = text.indexOf('\n')
  const { projectId } = JSON.parse(text.slice(0, end)) as { projectId: string }
  return { projectId, events: text.slice(end + 1) }
}
