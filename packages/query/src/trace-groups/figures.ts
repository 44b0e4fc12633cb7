import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { decimal, instant } from '../sql/values.ts'
import { fromGroups, groupColumn, namedGroups } from './grouping.ts'
import { groupMeasures } from './measures.ts'

const groupFigures = z.object({
  name: z.string(),
  firstTrace: instant,
  lastTrace: instant,
  duration: z.number(),
  traces: z.number(),
  sessions: z.number(),
  users: z.number(),
  failedTraces: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
  totalCost: decimal.nullable(),
  /** At most twenty of each, by name. */
  models: z.array(z.string()),
  userIds: z.array(z.string()),
  environments: z.array(z.string()),
})
export type GroupFigures = z.output<typeof groupFigures>

const measures = Object.entries(groupMeasures).map(([name, sql]) => `${sql} AS ${name}`)

/** What the traces of each group add up to, in no order. Groups without traces in the range have no row. */
export const askGroupFigures = defineQuestion({
  name: 'trace-groups/figures',
  params: namedGroups,
  row: groupFigures,
  // Aliases are in camel case: none of them hides a column that another measure reads.
  sql: (groups, bind) => `
  SELECT ifNull(${groupColumn[groups.by]}, '') AS name,
    ${measures.join(',\n    ')},
    arraySort(groupUniqArrayArray(20)(ifNull(statistics.models, []))) AS models,
    arraySort(groupUniqArrayIf(20)(ifNull(user_id, ''), user_id != '')) AS userIds,
    arraySort(groupUniqArray(20)(toString(environment))) AS environments
  ${fromGroups(groups, bind)}
  GROUP BY ${groupColumn[groups.by]}
  SETTINGS join_use_nulls = 1`,
})
