import {
  listMentions as listRoute,
  type Mention,
  markMentionsRead as markReadRoute,
  withPlainMentions,
} from '@kansoku/contracts'
import { type ListedMention, listMentions, markMentionsRead } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** What others say to the reader. */
export const mentionRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { mentions, unread } = await listMentions(context, { userId: user.id, ...params })
      return { mentions: mentions.map(presentMention), unread }
    }),
  )
  app.route(
    appRoute(context, markReadRoute, async ({ user, params, body }) => {
      await markMentionsRead(context, { userId: user.id, ...params, ...body })
      return {}
    }),
  )
}

/** Characters of a comment that tell what it is about. */
const mostShown = 200

function presentMention({ comment, traceId, author, createdAt, isRead }: ListedMention): Mention {
  const observationId = comment.objectType === 'OBSERVATION' ? comment.objectId : null
  const text = [...withPlainMentions(comment.content)].slice(0, mostShown).join('')
  return {
    commentId: comment.id,
    traceId,
    observationId,
    author,
    text,
    createdAt: createdAt.toISOString(),
    isRead,
  }
}
