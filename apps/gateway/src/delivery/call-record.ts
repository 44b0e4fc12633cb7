/** One call as the spool keeps it: its events as JSON text of a list, after what is unusual about where they go. */
export interface CallRecord {
  /** Undefined: the default project. */
  readonly projectId: string | undefined
  /** Only the connected server may know of it. */
  readonly serverOnly: boolean
  readonly events: string
}

/** A line of JSON before the list; where nothing is unusual the list alone. */
export function toCallRecord({ projectId, serverOnly, events }: CallRecord): string {
  if (projectId === undefined && !serverOnly) return events
  return `${JSON.stringify({ projectId, ...(serverOnly ? { serverOnly } : {}) })}\n${events}`
}

export function readCallRecord(text: string): CallRecord {
  if (text.startsWith('[')) return { projectId: undefined, serverOnly: false, events: text }
  const end = text.indexOf('\n')
  const head = JSON.parse(text.slice(0, end)) as { projectId?: string; serverOnly?: boolean }
  return { projectId: head.projectId, serverOnly: head.serverOnly ?? false, events: text.slice(end + 1) }
}
