import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instant } from './identifiers.ts'
import { instantField, text, textOrNull } from './read-fields.ts'
import { instantParam, pageMeta, pageParams, textParam } from './read-params.ts'
import { storableText } from './storable.ts'

const objectType = z.enum(['TRACE', 'OBSERVATION', 'SESSION', 'PROMPT'])

const publicComment = z.object({
  id: text,
  projectId: text,
  createdAt: instantField,
  updatedAt: instantField,
  objectType,
  objectId: text,
  content: text,
  authorUserId: textOrNull,
})
export type PublicComment = z.infer<typeof publicComment>

/** Markdown. */
export const commentContent = storableText.trim().min(1).max(5000)

const commentBody = z.strictObject({
  /** That of the key. */
  projectId: storableText,
  objectType,
  objectId: storableText.min(1).max(800),
  content: commentContent,
  /** A member of the organisation that the project belongs to. */
  authorUserId: storableText.nullish(),
  /** When an observation began, for servers that find it faster so. */
  objectStartTime: instant.nullish(),
})
export type CommentBody = z.output<typeof commentBody>

export const createComment = defineRoute({
  method: 'POST',
  path: '/api/public/comments',
  summary: 'Comments on a trace, an observation, a session or a prompt of the project',
  body: commentBody,
  response: z.object({ id: text }),
})

const storableParam = textParam.pipe(storableText.optional())

export const listComments = defineRoute({
  method: 'GET',
  path: '/api/public/comments',
  summary: 'Comments of the project, oldest first',
  query: z
    .strictObject({
      ...pageParams,
      objectType: textParam.pipe(objectType.optional()),
      objectId: storableParam,
      authorUserId: storableParam,
      fromTimestamp: instantParam,
      toTimestamp: instantParam,
    })
    .refine((query) => query.objectId === undefined || query.objectType !== undefined, {
      message: 'objectType is required when objectId is provided',
      path: ['objectType'],
    }),
  response: z.object({ data: z.array(publicComment), meta: pageMeta }),
})

export const getComment = defineRoute({
  method: 'GET',
  path: '/api/public/comments/:commentId',
  summary: 'One comment',
  params: z.object({ commentId: storableText }),
  response: publicComment,
})
