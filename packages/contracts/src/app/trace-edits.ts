import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { getObservation, getTrace, oneObservation, oneTrace } from './traces.ts'

const tags = z.array(storableText.trim().min(1).max(200)).max(50)

/** What people change about a trace; what is absent stays as it is. */
export const traceEdit = z.object({
  bookmarked: z.boolean().optional(),
  /** Whether whoever has the link may read the trace. */
  public: z.boolean().optional(),
  addTags: tags.optional(),
  removeTags: tags.optional(),
})
export type TraceEdit = z.output<typeof traceEdit>

export const editTrace = defineRoute({
  method: 'PATCH',
  path: getTrace.path,
  summary: 'Bookmarks, tags or publishes a trace',
  params: oneTrace,
  body: traceEdit,
  response: z.object({}),
})

export const deleteTrace = defineRoute({
  method: 'DELETE',
  path: getTrace.path,
  summary: 'Deletes a trace with its observations, scores, comments and files',
  params: oneTrace,
  response: z.object({}),
})

const publicPath = '/api/app/public/:projectId/traces/:traceId'

/** For whoever has the link of a public trace: without scores and comments. All other traces are not found. */
export const getSharedTrace = defineRoute({
  method: 'GET',
  path: publicPath,
  summary: 'A public trace with its observation tree',
  params: oneTrace,
  response: getTrace.response,
})

export const getSharedObservation = defineRoute({
  method: 'GET',
  path: `${publicPath}/observations/:observationId`,
  summary: 'One observation of a public trace with input, output and metadata',
  params: oneObservation,
  response: getObservation.response,
})
