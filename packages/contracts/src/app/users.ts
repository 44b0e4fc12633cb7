import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { groupFigures } from './group-figures.ts'
import { getModelUsage, getTracesOverTime } from './home.ts'
import { pageFigures } from './page-figures.ts'
import { projectParams, timeRangeQuery } from './time-range.ts'
import { listTracesQuery } from './traces.ts'

export const userOrderColumns = [
  'lastTrace',
  'firstTrace',
  'traces',
  'sessions',
  'failedTraces',
  'totalTokens',
  'totalCost',
] as const

/** A user of the applications under observation, in the range that was asked for. */
export const userRow = groupFigures.extend({ id: z.string(), sessionCount: z.number() })
export type UserRow = z.infer<typeof userRow>

/** Filters and search are about traces: a user is listed when one of their traces fits. */
export const listProjectUsers = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/users',
  summary: 'Users of a project by their traces, filtered, sorted and paged',
  params: projectParams,
  query: listTracesQuery.extend({ orderBy: z.enum(userOrderColumns).default('lastTrace') }),
  response: z.object({ rows: z.array(userRow), ...pageFigures }),
})

const oneUser = {
  params: projectParams.extend({ userId: z.string().min(1) }),
  query: timeRangeQuery,
} as const

/** `user` is null when nobody of that id did anything in the range. */
export const getProjectUser = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/users/:userId',
  summary: 'What the traces of one user add up to in a range',
  ...oneUser,
  response: z.object({ user: userRow.nullable() }),
})

/** Buckets as in the dashboard. */
export const getUserActivity = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/users/:userId/activity',
  summary: 'Traces of one user over time, and what models did in them',
  ...oneUser,
  response: z.object({
    traces: getTracesOverTime.response,
    usage: getModelUsage.response,
  }),
})
