import { z } from 'zod'
import { filterParam } from '../filters.ts'
import { defineRoute } from '../http/route.ts'
import { observationV1 } from './observation.ts'
import { instantField, json, metadataField, text, textOrNull } from './read-fields.ts'
import { csvParam, instantParam, listParam, pageMeta, pageParams, textParam } from './read-params.ts'
import { scoreV1 } from './score.ts'

/** A trace of the legacy read API. `projectId` to `externalId` are answered but not in the specification. */
export const publicTrace = z.object({
  id: text,
  timestamp: instantField,
  name: textOrNull,
  input: json,
  output: json,
  sessionId: textOrNull,
  release: textOrNull,
  version: textOrNull,
  userId: textOrNull,
  metadata: metadataField,
  tags: z.array(text),
  public: z.boolean(),
  environment: text,
  projectId: text,
  createdAt: instantField,
  updatedAt: instantField,
  bookmarked: z.boolean(),
  externalId: z.null(),
})
export type PublicTrace = z.infer<typeof publicTrace>

/** Latency in seconds, cost in US dollars; both -1 when the group `metrics` was not asked for. */
const measured = publicTrace.extend({ htmlPath: text, latency: z.number(), totalCost: z.number() })

/** In lists, observations and scores are their ids. */
export const publicTraceListItem = measured.extend({ observations: z.array(text), scores: z.array(text) })
export type PublicTraceListItem = z.infer<typeof publicTraceListItem>

export const publicTraceDetail = measured.extend({
  observations: z.array(observationV1),
  scores: z.array(scoreV1),
})
export type PublicTraceDetail = z.infer<typeof publicTraceDetail>

/** Groups of fields; `core` always comes. */
export const traceFieldGroups = ['core', 'io', 'scores', 'observations', 'metrics'] as const
export type TraceFieldGroup = (typeof traceFieldGroups)[number]

/** Unknown names are ignored; none that is known means all. */
const fieldsParam = csvParam.transform((names): readonly TraceFieldGroup[] => {
  const known = traceFieldGroups.filter((group) => names?.includes(group))
  return known.length > 0 ? known : traceFieldGroups
})

export const publicTraceOrderColumns = [
  'id',
  'timestamp',
  'name',
  'userId',
  'release',
  'version',
  'public',
  'bookmarked',
  'sessionId',
] as const

/** `field.asc` or `field.desc`. */
const orderByParam = textParam.transform((value = 'timestamp.desc', context) => {
  const [, name, order] = /^(\w+)\.(asc|desc)$/i.exec(value) ?? []
  const column = publicTraceOrderColumns.find((known) => known === name)
  if (column && order) return { column, order: order.toLowerCase() as 'asc' | 'desc' }
  context.addIssue({
    code: 'custom',
    message: `Invalid orderBy "${value}": expected <field>.<asc|desc> with a field of ${publicTraceOrderColumns.join(', ')}`,
  })
  return z.NEVER
})

export const listPublicTraces = defineRoute({
  method: 'GET',
  path: '/api/public/traces',
  summary: 'Traces of the project, newest first unless ordered otherwise',
  query: z.object({
    ...pageParams,
    userId: textParam,
    name: textParam,
    sessionId: textParam,
    fromTimestamp: instantParam,
    toTimestamp: instantParam,
    orderBy: orderByParam,
    tags: listParam,
    version: textParam,
    release: textParam,
    environment: listParam,
    fields: fieldsParam,
    filter: filterParam.optional(),
  }),
  response: z.object({ data: z.array(publicTraceListItem), meta: pageMeta }),
})

export const getPublicTrace = defineRoute({
  method: 'GET',
  path: '/api/public/traces/:traceId',
  summary: 'One trace with its observations and scores',
  params: z.object({ traceId: z.string() }),
  query: z.object({ fields: fieldsParam }),
  response: publicTraceDetail,
})

const deleted = z.object({ message: z.string() })

export const deletePublicTrace = defineRoute({
  method: 'DELETE',
  path: '/api/public/traces/:traceId',
  summary: 'Deletes a trace with its observations and scores at once; an unknown one is no error',
  params: z.object({ traceId: z.string() }),
  response: deleted,
})

export const deletePublicTraces = defineRoute({
  method: 'DELETE',
  path: '/api/public/traces',
  summary: 'Deletes up to 1,000 traces with their observations and scores at once',
  body: z.object({ traceIds: z.array(z.string()).min(1).max(1000) }),
  response: deleted,
})
