/**
 * Measures of one observation in SQL, each defined here and nowhere else. Tokens are columns of the table
 * (`input_tokens` includes cache reads and writes, see the migration).
 */

/** Seconds from start to end; null while it runs. */
export const latencySeconds = '(toUnixTimestamp64Micro(end_time) - toUnixTimestamp64Micro(start_time)) / 1e6'

/** Seconds from start to the first token; null where it is not known. */
export const timeToFirstTokenSeconds =
  '(toUnixTimestamp64Micro(completion_start_time) - toUnixTimestamp64Micro(start_time)) / 1e6'

/** Tokens of output for each second that it ran; null while it runs. */
export const tokensPerSecond = `output_tokens / nullIf(${latencySeconds}, 0)`

/** US dollars for the keys of a side, cache keys counting as input; null where nothing has a price. */
export const inputCost = costOf("match(k, '(?i)input|prompt|cache')")
export const outputCost = costOf(
  "match(k, '(?i)output|completion|reasoning|thoughts') AND NOT match(k, '(?i)input|prompt|cache')",
)

function costOf(keyTest: string): string {
  return `if(empty(cost_details), NULL, toFloat64(arraySum(mapValues(mapFilter((k, v) -> ${keyTest}, cost_details)))))`
}

/** Position in `observationLevels`; unknown levels count as DEFAULT. */
export const levelRank = "transform(level, ['DEBUG', 'DEFAULT', 'WARNING', 'ERROR'], [0, 1, 2, 3], 1)"

/** Model calls: what has a response time worth comparing. */
export const isModelCall = "type IN ('GENERATION', 'EMBEDDING')"

/**
 * Class of an error, from its status message. In this order: a dotted class name at the start (`litellm.Timeout`); the
 * first word that ends like a class of errors (`ThrottlingException`, `rate_limit_error`); the first five words; `unknown`.
 */
export const errorType = `ifNull(nullIf(multiIf(
    status_message IS NULL, '',
    match(status_message, '^\\\\s*(?:\\\\w+\\\\.)+[A-Z]\\\\w*'), extract(status_message, '^\\\\s*(?:\\\\w+\\\\.)+([A-Z]\\\\w*)'),
    match(status_message, '\\\\w+(?:Error|Exception|Fault|Failure|Timeout)\\\\b'), extract(status_message, '\\\\w+(?:Error|Exception|Fault|Failure|Timeout)\\\\b'),
    match(status_message, '[a-z]+(?:_[a-z]+)*_(?:error|exception)\\\\b'), extract(status_message, '[a-z]+(?:_[a-z]+)*_(?:error|exception)\\\\b'),
    replaceRegexpOne(leftUTF8(trim(extract(replaceRegexpAll(status_message, '\\\\s+', ' '), '^ ?(?:[^ ]+ ?){1,5}')), 80), '[\\\\s:,.;-]+$', '')), ''), 'unknown')`

/** Whole milliseconds from one instant to another, as far as both are known. */
export function millisecondsBetween(from: string, to: string): string {
  return `toUnixTimestamp64Milli(${to}) - toUnixTimestamp64Milli(${from})`
}
