import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import {
  askTraceStatistics,
  type TraceStatistics,
  toTraceStatistics,
} from '../observations/trace-statistics.ts'
import { defineQuestion } from '../question.ts'
import { hoursFirst } from '../sql/hours-first.ts'
import { inProject, isoInstant, projectScope } from '../sql/scope.ts'
import { exactInstant } from '../sql/values.ts'
import { askTraceRecords } from '../traces/records.ts'
import type { TraceRecord } from '../traces/trace-record.ts'

/** Where a portion ended: the trace that it showed last. */
const traceKey = z.object({ timestamp: isoInstant, id: z.string() })
export type TurnKey = z.output<typeof traceKey>

const sessionTurns = projectScope.extend({
  sessionId: z.string(),
  after: traceKey.optional(),
  limit: z.number().int(),
})

const askKeysOfTurns = defineQuestion({
  name: 'sessions/keys-of-turns',
  params: sessionTurns,
  row: z.object({ id: z.string(), timestamp: exactInstant }),
  sql: ({ projectId, sessionId, after, limit }, bind) => {
    const from = after ? `AND timestamp >= ${bind.instant(after.timestamp)}` : ''
    const rows = `${inProject({ projectId }, bind)} AND session_id = ${bind.text(sessionId)} ${from}`
    const later = after
      ? `AND (timestamp, id) > (${bind.instant(after.timestamp)}, ${bind.text(after.id)})`
      : ''
    return `
  SELECT id, timestamp FROM traces FINAL
  WHERE ${hoursFirst(rows)} ${later}
  ORDER BY timestamp, id LIMIT ${bind.count(limit)}`
  },
})

export interface SessionTurn extends TraceStatistics {
  readonly trace: TraceRecord
}

/** Characters of input and output after which a portion ends early: a browser reads it at once. */
const longestPortion = 4_000_000

/** Traces of a session from the oldest on, with all that was said; `next` is where the following portion begins. */
export async function listTurns(
  store: AnalyticsStore,
  asked: z.input<typeof sessionTurns>,
): Promise<{ turns: SessionTurn[]; next: TurnKey | null }> {
  const { projectId, limit } = asked
  const found = await askKeysOfTurns(store, { ...asked, limit: limit + 1 })
  const keys = found.slice(0, limit)
  if (keys.length === 0) return { turns: [], next: null }
  const [records, statistics] = await Promise.all([
    askTraceRecords(store, { projectId, keys }),
    askTraceStatistics(store, { projectId, traceIds: keys.map(({ id }) => id) }),
  ])
  const recordById = new Map(records.map((record) => [record.id, record]))
  const statisticsById = new Map(statistics.map((row) => [row.trace_id, row]))
  const all = keys.flatMap((key) => {
    const trace = recordById.get(key.id)
    return trace ? [{ key, turn: { trace, ...toTraceStatistics(statisticsById.get(key.id)) } }] : []
  })
  const shown = all.slice(0, fittingTurns(all.map(({ turn }) => sizeOf(turn.trace))))
  const isLast = shown.length === all.length && found.length <= limit
  return { turns: shown.map(({ turn }) => turn), next: isLast ? null : (shown.at(-1)?.key ?? null) }
}

const sizeOf = ({ input, output }: TraceRecord) => (input?.length ?? 0) + (output?.length ?? 0)

/** At least one. */
function fittingTurns(sizes: readonly number[]): number {
  let sum = 0
  const beyond = sizes.findIndex((size, index) => {
    sum += size
    return index > 0 && sum > longestPortion
  })
  return beyond < 0 ? sizes.length : beyond
}
