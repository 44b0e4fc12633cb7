import type { AnalyticsStore } from '@kansoku/storage'

export const project = 'bench'
const batches = 40
const callsPerTrace = 3

/**
 * Fills the tables inside the engine, as group commits would in the course of `days`: traces with a span and three
 * model calls each, inputs and outputs of a kilobyte or two, two in a hundred failed, one trace in twenty replaced by
 * a later version.
 */
export async function seedTelemetry(
  analytics: AnalyticsStore,
  { traces, end, days }: { traces: number; end: number; days: number },
): Promise<void> {
  const perBatch = Math.ceil(traces / batches)
  for (let batch = 0; batch < batches; batch++) {
    const shape = { from: batch * perBatch, perBatch, traces, end, days }
    await analytics.command(tracesSql, shape)
    await analytics.command(replacedSql, shape)
    for (let call = 0; call <= callsPerTrace; call++)
      await analytics.command(observationsSql, { ...shape, call })
  }
}

const number = '(number + {from:UInt64})'
const traceId = `lower(hex(MD5(toString(${number}))))`
const time = `fromUnixTimestamp64Micro(toInt64(1000 * ({end:Float64} - {days:Float64} * 86400000 * (1 - ${number} / {traces:Float64}))), 'UTC')`
/** Text of a length, different in each row: a stretch of a long one. */
const words = (seed: number, length: number) =>
  `concat(hex(cityHash64(${number}, ${seed})), substring(repeat('the quick brown fox jumps over the lazy dog ', 100), 1 + cityHash64(${number}) % 1000, ${length}))`
const rows = 'FROM numbers({perBatch:UInt64})'

const traceColumns = `'${project}' AS project_id, ${traceId} AS id, ${time} AS timestamp,
  concat('task-', toString(${number} % 40)) AS name, concat('user-', toString(cityHash64(${number}) % 500)) AS user_id,
  concat('session-', toString(intDiv(${number}, 5))) AS session_id,
  if(${number} % 10 = 0, 'staging', 'default') AS environment,
  [concat('tag-', toString(${number} % 7)), 'cline'] AS tags, ${words(1, 500)} AS input, ${words(2, 300)} AS output,
  left(input, 200) AS input_preview, left(output, 200) AS output_preview, map('step', toString(${number} % 100)) AS metadata, timestamp AS created_at, timestamp AS updated_at`
const traceNames =
  'project_id, id, timestamp, name, user_id, session_id, environment, tags, input, output, input_preview, output_preview, metadata, created_at, updated_at, row_version'

const tracesSql = `INSERT INTO traces (${traceNames}) SELECT ${traceColumns}, 3 AS row_version ${rows}`
const replacedSql = `INSERT INTO traces (${traceNames})
  SELECT ${traceColumns}, 4 AS row_version ${rows} WHERE cityHash64(${number}) % 20 = 0`

const call = '{call:UInt64}'
const isCall = `${call} > 0`
const failed = `cityHash64(${number}, ${call}) % 50 = 0`

const observationsSql = `INSERT INTO observations (project_id, id, trace_id, type, name, start_time, end_time,
    completion_start_time, environment, level, status_message, input, output, metadata, provided_model_name,
    usage_details, input_tokens, output_tokens, cache_read_tokens, total_tokens, cost_details, total_cost, source, created_at, updated_at, row_version)
  SELECT '${project}', lower(hex(MD5(concat(toString(${number}), '-', toString(${call}))))), ${traceId},
    if(${isCall}, 'GENERATION', 'SPAN'), 'litellm-acompletion', ${time} AS start,
    start + toIntervalMillisecond(100 + cityHash64(${number}, 9) % 8000), start + toIntervalMillisecond(90),
    if(${number} % 10 = 0, 'staging', 'default'), if(${failed}, 'ERROR', 'DEFAULT'),
    if(${failed}, concat('litellm.', ['RateLimitError', 'Timeout', 'BadRequestError'][1 + ${number} % 3], ': no'), NULL),
    ${words(3, 1300)}, ${words(4, 500)}, map('requester', 'cline'),
    if(${isCall}, concat('model-', toString(cityHash64(${number}) % 15)), NULL),
    if(${isCall}, map('input', 1000, 'output', 200, 'cache_read_input_tokens', 500, 'total', 1700), map()),
    if(${isCall}, 1500, 0), if(${isCall}, 200, 0), if(${isCall}, 500, 0), if(${isCall}, 1700, 0),
    if(${isCall}, map('total', toDecimal64(0.003, 12)), map()),
    if(${isCall}, toDecimal64(0.003, 12), NULL), 'GATEWAY', start, start, 1
  ${rows}`
