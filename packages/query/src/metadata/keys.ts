import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inScope, rangeScope } from '../sql/scope.ts'

/** So many rows tell which keys are in use, and cost next to nothing. */
const rowsLookedAt = 1000
const mostKeys = 100

const tables = { traces: 'timestamp', observations: 'start_time' } as const

/**
 * Keys of metadata of the latest rows in range, the most frequent first. The rows are named by their sort keys and found
 * without FINAL, backwards from the last hour.
 */
function defineKeys(table: keyof typeof tables) {
  const time = tables[table]
  return defineQuestion({
    name: `${table}/metadata-keys`,
    params: rangeScope,
    row: z.object({ value: z.string() }),
    lane: 'report',
    sql: (scope, bind) => {
      const inRange = inScope(time, scope, bind)
      return `
  SELECT arrayJoin(mapKeys(metadata)) AS value
  FROM ${table} FINAL
  WHERE ${inRange} AND (toStartOfHour(${time}), id) IN (
    SELECT toStartOfHour(${time}), id FROM ${table} WHERE ${inRange}
    ORDER BY toStartOfHour(${time}) DESC LIMIT ${bind.count(rowsLookedAt)})
  GROUP BY value
  ORDER BY count() DESC, value
  LIMIT ${bind.count(mostKeys)}`
    },
  })
}

export const askMetadataKeysOfTraces = defineKeys('traces')
export const askMetadataKeysOfObservations = defineKeys('observations')
