/**
 * Measures of a group of traces in SQL, over traces joined with their statistics (`trace-statistics.ts`), each defined
 * here and nowhere else.
 */
export const groupMeasures = {
  firstTrace: 'min(timestamp)',
  lastTrace: 'max(timestamp)',
  /** Seconds from the first trace to the end of the one that ended last. */
  duration: `max(toUnixTimestamp64Micro(timestamp) / 1e6 + ifNull(latency, 0))
      - min(toUnixTimestamp64Micro(timestamp) / 1e6)`,
  traces: 'count()',
  sessions: 'uniqExact(session_id)',
  users: 'uniqExact(user_id)',
  /** Traces with an ERROR observation. */
  failedTraces: 'countIf(ifNull(error_count, 0) > 0)',
  inputTokens: 'sum(ifNull(input_tokens, 0))',
  outputTokens: 'sum(ifNull(output_tokens, 0))',
  cacheReadTokens: 'sum(ifNull(cache_read_tokens, 0))',
  cacheWriteTokens: 'sum(ifNull(cache_write_tokens, 0))',
  totalTokens: 'sum(ifNull(total_tokens, 0))',
  /** US dollars; null where nothing has a price. */
  totalCost: 'sum(total_cost)',
} as const

export const groupOrderColumns = [
  'firstTrace',
  'lastTrace',
  'duration',
  'traces',
  'sessions',
  'failedTraces',
  'totalTokens',
  'totalCost',
] as const
export type GroupOrderColumn = (typeof groupOrderColumns)[number]

const ofTracesAlone: readonly GroupOrderColumn[] = ['firstTrace', 'lastTrace', 'traces', 'sessions']

/** Whether a measure needs what the observations of the traces add up to. */
export function asksStatistics(measure: GroupOrderColumn): boolean {
  return !ofTracesAlone.includes(measure)
}
