import type { AnalyticsStore, EventPartRow, Question } from '@kansoku/storage'
import { hourOf, parseStoredInstant } from '../events/instant.ts'

type Row = Readonly<Record<string, unknown>>
type Table = 'traces' | 'observations' | 'scores' | 'gateway_calls'

/** A store in memory that replaces rows as the engine does, for tests of order and failure. */
export interface MemoryAnalytics extends AnalyticsStore {
  /** What `FINAL` reads, by id. Throws when an id has two rows. */
  rows(table: Table): Map<string, Row>
  readonly parts: ReadonlyMap<string, EventPartRow>
  /** Statements so far, in order. */
  readonly statements: readonly string[]
}

export interface MemoryOptions {
  /** Called before each statement; may wait or throw. */
  readonly before?: (statement: string, rows: readonly object[]) => Promise<void> | void
}

const idle = { running: 0, waiting: 0 }

export function memoryAnalytics({ before }: MemoryOptions = {}): MemoryAnalytics {
  const parts = new Map<string, EventPartRow>()
  const folds = new Map<string, Row>()
  const statements: string[] = []

  function insertRow(table: string, row: Row): void {
    if (table === 'event_parts') {
      const part = row as unknown as EventPartRow
      parts.set([part.project_id, part.entity, part.entity_id, part.event_id].join('\0'), part)
      return
    }
    const instant = String(row.timestamp ?? row.start_time ?? row.started_at)
    const key = [table, row.project_id, hourOf(parseStoredInstant(instant)), row.id].join('\0')
    const stored = folds.get(key)
    if (!stored || Number(row.row_version ?? 0) >= Number(stored.row_version ?? 0)) folds.set(key, row)
  }

  function remove(table: string, { project, entity, ids = [], mark }: Row): void {
    const wanted = new Set(ids as string[])
    for (const [key, part] of table === 'event_parts' ? parts : []) {
      const isOne = part.project_id === project && part.entity === entity && wanted.has(part.entity_id)
      if (isOne && !part.event_id.startsWith(String(mark))) parts.delete(key)
    }
    for (const [key, row] of folds) {
      if (key.startsWith(`${table}\0${String(project)}\0`) && wanted.has(String(row.id))) folds.delete(key)
    }
  }

  function answer<T>({ name, params = {} }: Question<T>): Row[] {
    const list = (key: string) => new Set(params[key] as string[])
    const traces = list('traces')
    if (name === 'deletion/marked-traces') {
      return [...parts.values()].filter(
        (part) =>
          part.project_id === params.project &&
          part.entity === 'trace' &&
          traces.has(part.entity_id) &&
          part.event_id.startsWith(String(params.mark)),
      ) as unknown as Row[]
    }
    if (name.startsWith('deletion/')) {
      const [, table] = /^deletion\/(\w+)-of-traces$/.exec(name) ?? []
      const inside = `${table}\0${String(params.project)}\0`
      return [...folds]
        .filter(([key, row]) => key.startsWith(inside) && traces.has(String(row.trace_id)))
        .map(([, row]) => row)
    }
    if (name === 'observations/texts') {
      const ids = list('ids')
      const live = [...folds].filter(([key, row]) => key.startsWith('observations\0') && row.is_deleted === 0)
      return live.map(([, row]) => row).filter((row) => ids.has(String(row.id)))
    }
    const [projects, kinds, entities] = [list('projects'), list('kinds'), list('entities')]
    const found = [...parts.values()].filter(
      (part) => projects.has(part.project_id) && kinds.has(part.entity) && entities.has(part.entity_id),
    )
    if (name === 'event-parts/bodies') {
      const events = list('events')
      return found.filter((part) => events.has(part.event_id)).map((part) => ({ ...part }))
    }
    const groups = Map.groupBy(found, (part) => [part.project_id, part.entity, part.entity_id].join('\0'))
    return [...groups.values()].flatMap((group) => {
      const [first] = group
      const isMarked = group.some((part) => part.event_id.startsWith(String(params.mark)))
      if (!first || (group.length <= Number(params.own) && !isMarked)) return []
      const received = group.map((part) => part.received_at).sort()
      return [{ ...first, ids: group.map((part) => part.event_id), first_received: received[0] ?? '' }]
    })
  }

  return {
    parts,
    statements,
    rows(table) {
      const live = new Map<string, Row>()
      for (const [key, row] of folds) {
        if (!key.startsWith(`${table}\0`) || row.is_deleted === 1) continue
        const id = String(row.id)
        if (live.has(id)) throw new Error(`${table} has two rows of ${id}`)
        live.set(id, row)
      }
      return live
    },
    async insert(table, rows) {
      statements.push(`insert ${table}`)
      await before?.(`insert ${table}`, rows)
      for (const row of rows) insertRow(table, row as Row)
    },
    async query(question) {
      statements.push(question.name)
      await before?.(question.name, [])
      return answer(question).map((row) => question.row.parse(row))
    },
    queryBytes: () => Promise.reject(new Error('nothing here reads bytes')),
    async command(sql, params = {}) {
      const [, table = ''] = /^DELETE FROM (\w+) /.exec(sql) ?? []
      statements.push(`delete ${table}`)
      await before?.(`delete ${table}`, [])
      remove(table, params)
    },
    load: () => ({ write: idle, read: idle, report: idle, job: idle }),
    ping: async () => {},
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  }
}
