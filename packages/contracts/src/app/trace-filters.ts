/**
 * Columns of the traces list that `filter` accepts, with the condition type each one takes.
 * `level` is the highest level of the trace's observations, `model` and `errorType` match when any observation has
 * them (`errorType` as in the dashboard's errors; `model` also by the name that a gateway was asked for), `tags` takes
 * `arrayOptions`, `metadata` takes `stringObject`.
 * `virtualKey` (its hash) and `team` match when any call of a gateway in the trace was theirs.
 * `codingAgent` matches when any call of a model was that agent's.
 * `input` and `output` match when the trace or any of its observations says so.
 * Options of a column that may be absent (user, session, version, release) never match a trace without it.
 */
export const traceFilterColumns = {
  id: 'stringOptions',
  timestamp: 'datetime',
  environment: 'stringOptions',
  name: 'stringOptions',
  userId: 'stringOptions',
  sessionId: 'stringOptions',
  model: 'stringOptions',
  virtualKey: 'stringOptions',
  team: 'stringOptions',
  level: 'stringOptions',
  version: 'stringOptions',
  release: 'stringOptions',
  errorType: 'stringOptions',
  codingAgent: 'stringOptions',
  tags: 'arrayOptions',
  metadata: 'stringObject',
  input: 'string',
  output: 'string',
  latency: 'number',
  totalCost: 'number',
  totalTokens: 'number',
  inputTokens: 'number',
  outputTokens: 'number',
  errorCount: 'number',
  bookmarked: 'boolean',
} as const
export type TraceFilterColumn = keyof typeof traceFilterColumns
