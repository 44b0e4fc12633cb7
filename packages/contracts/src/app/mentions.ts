import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

const mention = z.object({
  commentId: z.string(),
  traceId: z.string(),
  /** Null: on the trace itself. */
  observationId: z.string().nullable(),
  /** Name or e-mail address; null: written through the API by nobody, or the account is gone. */
  author: z.string().nullable(),
  /** How the comment begins. */
  text: z.string(),
  createdAt: z.iso.datetime(),
  isRead: z.boolean(),
})
export type Mention = z.output<typeof mention>

const path = '/api/app/projects/:projectId/mentions'

export const listMentions = defineRoute({
  method: 'GET',
  path,
  summary: 'Comments that name the reader, latest first: the last fifty, and how many have not been read',
  params: projectParams,
  response: z.object({ mentions: z.array(mention), unread: z.int() }),
})

export const markMentionsRead = defineRoute({
  method: 'POST',
  path: `${path}/read`,
  summary: 'Marks comments that name the reader as read',
  params: projectParams,
  /** Absent: all of the project. */
  body: z.object({ commentIds: z.array(storableText).max(1000).optional() }),
  response: z.object({}),
})
