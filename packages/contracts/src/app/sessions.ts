import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { groupFigures } from './group-figures.ts'
import { pageFigures } from './page-figures.ts'
import { projectParams } from './time-range.ts'
import { listTracesQuery, traceDetail } from './traces.ts'

export const sessionOrderColumns = [
  'lastTrace',
  'firstTrace',
  'duration',
  'traces',
  'failedTraces',
  'totalTokens',
  'totalCost',
] as const

/** A session, as a whole: also what lies outside of the range that it was found in. */
export const sessionRow = groupFigures.extend({
  id: z.string(),
  /** Seconds from the first trace to the end of the one that ended last. */
  duration: z.number(),
  userCount: z.number(),
  /** By name, at most twenty. */
  userIds: z.array(z.string()),
  environments: z.array(z.string()),
  /** Name of the last trace, and the first 200 characters of its input and output. */
  lastName: z.string().nullable(),
  lastInputPreview: z.string().nullable(),
  lastOutputPreview: z.string().nullable(),
})
export type SessionRow = z.infer<typeof sessionRow>

/** Range, filters and search are about traces: a session is listed when one of its traces fits. */
export const listProjectSessions = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/sessions',
  summary: 'Sessions of a project by their traces, filtered, sorted and paged',
  params: projectParams,
  query: listTracesQuery.extend({ orderBy: z.enum(sessionOrderColumns).default('lastTrace') }),
  response: z.object({ rows: z.array(sessionRow), ...pageFigures }),
})

const sessionParams = projectParams.extend({ sessionId: z.string().min(1) })

export const getProjectSession = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/sessions/:sessionId',
  summary: 'What one session adds up to',
  params: sessionParams,
  response: sessionRow,
})

export const sessionTurn = traceDetail.omit({
  metadata: true,
  public: true,
  usageDetails: true,
  costDetails: true,
  observations: true,
  scores: true,
  mayAnnotate: true,
  mayDelete: true,
})
export type SessionTurn = z.infer<typeof sessionTurn>

/** A place between two traces of a session: `<instant>~<id of the trace before it>`. */
const turnCursor = z
  .string()
  .regex(/^[\d:.TZ-]{20,32}~.+$/s)
  .refine((cursor) => z.iso.datetime().safeParse(cursor.split('~')[0]).success)

/**
 * Traces of a session with all that was said, the oldest first. A portion also ends before it gets longer than about
 * four million characters; `next` leads to the following one, and is null at the end.
 */
export const listSessionTurns = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/sessions/:sessionId/turns',
  summary: 'Traces of a session as a conversation, in portions',
  params: sessionParams,
  query: z.object({
    after: turnCursor.optional(),
    limit: z.coerce.number().int().min(1).max(50).default(10),
  }),
  response: z.object({ turns: z.array(sessionTurn), next: z.string().nullable() }),
})
