import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { commentContent } from '../langfuse/comment.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'
import { getTrace, oneTrace } from './traces.ts'

const person = z.object({
  id: z.string(),
  /** The name, or the e-mail address where there is none. */
  name: z.string(),
})

/** A comment as people see it. */
const traceComment = z.object({
  id: z.string(),
  /** Null: on the trace itself. */
  observationId: z.string().nullable(),
  /** Markdown; `@[name](user:id)` mentions a member. */
  content: z.string(),
  /** Null: written through the API by nobody, or the account is gone. */
  author: person.nullable(),
  /** Whether the reader wrote it. */
  isOwn: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type TraceComment = z.output<typeof traceComment>

const path = `${getTrace.path}/comments` as const
const commentPath = '/api/app/projects/:projectId/comments/:commentId'
const commentParams = projectParams.extend({ commentId: storableText })
const nothing = z.object({})

export const listTraceComments = defineRoute({
  method: 'GET',
  path,
  summary: 'Comments on a trace and on its observations, oldest first, and who can be mentioned',
  params: oneTrace,
  response: z.object({ comments: z.array(traceComment), members: z.array(person) }),
})

export const createTraceComment = defineRoute({
  method: 'POST',
  path,
  summary: 'Comments on a trace or on one of its observations',
  params: oneTrace,
  body: z.object({ observationId: storableText.nullable(), content: commentContent }),
  response: z.object({ id: z.string() }),
})

export const changeComment = defineRoute({
  method: 'PATCH',
  path: commentPath,
  summary: 'Changes a comment of the reader',
  params: commentParams,
  body: z.object({ content: commentContent }),
  response: nothing,
})

export const deleteComment = defineRoute({
  method: 'DELETE',
  path: commentPath,
  summary: 'Deletes a comment of the reader',
  params: commentParams,
  response: nothing,
})
