import type { AnalyticsStore } from '@kansoku/storage'
import { identity } from '@kansoku/test/kit/product'
import { draw, isJapanese, size, text, textParams, withWords } from './text-sql.ts'

export const project = identity.projectId
/** Observations of a trace, on average. */
const perTrace = 8
const tracesPerBatch = 2000

export interface Volume {
  /** Observations in all, about. */
  readonly observations: number
  /** Milliseconds since the epoch at which the last trace begins. */
  readonly end: number
  /** Over how many days they are spread, evenly. */
  readonly days: number
}

/**
 * Fills the tables inside the engine, as group commits would in the course of `days`: traces of 3 to 62 observations,
 * with inputs and outputs as clients send them, two in a hundred failed, one in twenty replaced by a later version, and
 * scores. Names, users and models repeat as they do in life; texts do not.
 */
export async function seedTelemetry(
  analytics: AnalyticsStore,
  volume: Volume,
  progress: (share: number) => void = () => {},
): Promise<void> {
  const traces = Math.ceil(volume.observations / perTrace)
  for (let from = 0; from < traces; from += tracesPerBatch) {
    const count = Math.min(tracesPerBatch, traces - from)
    const params = { ...textParams, from, count, traces, end: volume.end, days: volume.days }
    for (const sql of statements) await analytics.command(sql, params, 'job')
    progress((from + count) / traces)
  }
}

const number = '(number + {from:UInt64})'
const hash = (seed: number) => `cityHash64(${number}, ${seed})`
const traceId = `lower(hex(MD5(toString(${number}))))`
const begin = `fromUnixTimestamp64Micro(toInt64(1000 * ({end:Float64} - {days:Float64} * 86400000 * (1 - ${number} / {traces:Float64}))), 'UTC')`
const environment = `['production', 'production', 'production', 'staging', 'default'][1 + ${hash(1)} % 5]`
const rows = 'FROM numbers({count:UInt64})'
// Texts of some thousand rows at once: the words of a long one take megabytes before they are joined.
const settings = 'SETTINGS max_block_size = 500, max_threads = 2'

const trace = (version: number, where: string) => `
  INSERT INTO traces (project_id, id, timestamp, name, user_id, session_id, environment, version, release, tags, input,
    output, input_preview, output_preview, metadata, created_at, updated_at, row_version)
  ${withWords}
  SELECT '${project}', ${traceId}, ${begin} AS timestamp, concat('task-', toString(${hash(2)} % 40)),
    concat('user-', toString(${hash(3)} % 500)), concat('session-', toString(intDiv(${number}, 5))), ${environment},
    concat('1.', toString(${hash(4)} % 9)), 'main', ['cline', concat('tag-', toString(${hash(5)} % 7))],
    ${text(number, 6, size(number, 7, 600))} AS input, ${text(number, 8, size(number, 9, 400))} AS output,
    leftUTF8(input, 200), leftUTF8(output, 200), ${metadata(number)}, timestamp, timestamp, ${version}
  ${rows} WHERE ${where} ${settings}`

const metadata = (row: string) =>
  `map('step', toString(cityHash64(${row}, 10) % 100), 'region', ['tokyo', 'osaka', 'oregon'][1 + cityHash64(${row}, 11) % 3],
    'build', lower(hex(cityHash64(${row}, 12))), 'requester', 'cline')`

const isCall = "type = 'GENERATION'"
const failed = 'cityHash64(n, 13) % 50 = 0'
const types = `['GENERATION', 'GENERATION', 'GENERATION', 'GENERATION', 'GENERATION', 'TOOL', 'SPAN', 'RETRIEVER', 'EVENT']`
const observationId = (place: string) =>
  `substring(lower(hex(MD5(concat(trace, '/', toString(${place}))))), 1, 16)`
const message = (role: string, content: string) => `'{"role":"${role}","content":"', ${content}, '"}'`

/** `n` numbers all observations, `place` those of a trace from its root on. */
const observation = (version: number, where: string) => `
  INSERT INTO observations (project_id, id, trace_id, parent_observation_id, type, name, start_time, end_time,
    completion_start_time, environment, level, status_message, input, output, metadata, provided_model_name,
    model_parameters, usage_details, input_tokens, output_tokens, cache_read_tokens, total_tokens, cost_details,
    total_cost, prompt_name, prompt_version, tool_call_names, source, sdk_name, sdk_version, created_at, updated_at,
    row_version)
  ${withWords}
  SELECT '${project}', ${observationId('place')}, trace, if(place = 0, NULL, ${observationId('intDiv(place - 1, 4)')}),
    if(place = 0, 'SPAN', ${types}[1 + cityHash64(n, 14) % 9]) AS type, concat(lower(type), '-', toString(cityHash64(n, 15) % 30)),
    begin + toIntervalMillisecond(place * 900) AS start, start + toIntervalMillisecond(100 + toUInt32(exp(9 * (${draw('n', 16)})))) AS end,
    if(${isCall}, start + toIntervalMillisecond(80 + cityHash64(n, 17) % 900), NULL), environment,
    if(${failed}, 'ERROR', 'DEFAULT'),
    if(${failed}, concat('litellm.', ['RateLimitError', 'Timeout', 'BadRequestError'][1 + cityHash64(n, 18) % 3], ': no'), NULL),
    concat('[', ${message('system', text('n', 19, '300'))}, ',', ${message('user', text('n', 20, size('n', 21, 1700, true)))}, ']'),
    concat(${message('assistant', text('n', 22, size('n', 23, 1000)))}), ${metadata('n')},
    if(${isCall}, concat('model-', toString(toUInt32(15 * pow(${draw('n', 24)}, 2)))), NULL),
    if(${isCall}, '{"temperature":0.7,"max_tokens":4096}', '{}'),
    if(${isCall}, map('input', fresh, 'output', written, 'cache_read_input_tokens', cached, 'total', fresh + written + cached), map()),
    if(${isCall}, fresh + cached, 0), if(${isCall}, written, 0), if(${isCall}, cached, 0), if(${isCall}, fresh + written + cached, 0),
    if(${isCall}, map('input', toDecimal64(fresh * 0.000003, 12), 'output', toDecimal64(written * 0.000015, 12),
      'total', toDecimal64(fresh * 0.000003 + written * 0.000015, 12)), map()),
    if(${isCall}, toDecimal64(fresh * 0.000003 + written * 0.000015, 12), NULL),
    if(${isCall} AND cityHash64(n, 25) % 4 = 0, concat('prompt-', toString(cityHash64(n, 26) % 12)), NULL) AS prompt,
    if(prompt IS NULL, NULL, 1 + cityHash64(n, 27) % 5),
    if(type = 'TOOL', [concat('tool-', toString(cityHash64(n, 28) % 20))], []),
    ['API', 'OTEL', 'GATEWAY'][1 + cityHash64(n, 29) % 3], 'javascript', '5.11.1', start, end, ${version}
  FROM (
    SELECT ${traceId} AS trace, ${begin} AS begin, ${environment} AS environment,
      [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 18, 18, if(${hash(30)} % 5 < 3, 62, 18)][1 + ${hash(31)} % 20] AS length,
      arrayJoin(range(length)) AS place, ${number} * 64 + place AS n,
      100 + cityHash64(n, 32) % 3000 AS fresh, 20 + cityHash64(n, 33) % 1200 AS written, cityHash64(n, 34) % 20000 AS cached
    ${rows})
  WHERE ${where} ${settings}`

const scores = `
  INSERT INTO scores (project_id, id, timestamp, name, trace_id, observation_id, value, string_value, data_type, source,
    comment, environment, created_at, updated_at, row_version)
  SELECT '${project}', lower(hex(MD5(concat('score-', toString(${number}))))), ${begin} AS timestamp,
    ['helpfulness', 'accuracy', 'tone'][1 + ${hash(35)} % 3] AS name, ${traceId} AS trace,
    if(${hash(36)} % 2 = 0, ${observationId('0')}, NULL), if(name = 'tone', ${hash(37)} % 3, ${hash(37)} / 18446744073709551616),
    if(name = 'tone', ['calm', 'warm', 'curt'][1 + ${hash(37)} % 3], NULL), if(name = 'tone', 'CATEGORICAL', 'NUMERIC'),
    ['API', 'EVAL', 'ANNOTATION'][1 + ${hash(38)} % 3], if(${isJapanese(number)}, '良い回答です。', 'a good answer'),
    ${environment}, timestamp, timestamp, 1
  ${rows} WHERE ${hash(39)} % 4 = 0`

const statements = [
  trace(2, '1'),
  trace(3, `${hash(40)} % 20 = 0`),
  observation(2, '1'),
  observation(3, 'cityHash64(n, 41) % 20 = 0'),
  scores,
]
