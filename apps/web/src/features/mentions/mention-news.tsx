import type { Mention } from '@kansoku/contracts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass } from '../../ui/button.tsx'
import { Toast } from '../../ui/toast.tsx'
import { commentsKey } from '../comments/comments.ts'
import { mentionsQuery, placeOf, useFollowMentions } from './mentions.ts'

interface Watched {
  readonly mentions: readonly Mention[] | undefined
  readonly told: readonly string[]
}

/** Mentions that have come since the page was opened, until somebody closes the message. */
function useNewMentions(projectId: string) {
  useFollowMentions(projectId)
  const { data } = useQuery(mentionsQuery(projectId))
  const [watched, setWatched] = useState<Watched>({ mentions: undefined, told: [] })
  if (data && watched.mentions !== data.mentions) {
    const { mentions: before, told } = watched
    // One that is older came into sight because another is gone.
    const isNew = ({ commentId, isRead, createdAt }: Mention) =>
      !isRead && before?.every((other) => other.commentId !== commentId && other.createdAt <= createdAt)
    setWatched({
      mentions: data.mentions,
      told: [...told, ...data.mentions.filter(isNew).map(({ commentId }) => commentId)],
    })
  }
  const close = (id: string) =>
    setWatched((now) => ({ ...now, told: now.told.filter((other) => other !== id) }))
  return { shown: data?.mentions.filter(({ commentId }) => watched.told.includes(commentId)) ?? [], close }
}

/** Tells on any page that somebody has named the reader in a comment. */
export function MentionNews({ projectId }: { readonly projectId: string }) {
  const { shown, close } = useNewMentions(projectId)
  return shown.map((mention) => (
    <News
      key={mention.commentId}
      projectId={projectId}
      mention={mention}
      onClose={() => close(mention.commentId)}
    />
  ))
}

interface NewsProps {
  readonly projectId: string
  readonly mention: Mention
  readonly onClose: () => void
}

function News({ projectId, mention, onClose }: NewsProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { traceId, author, text } = mention
  useEffect(() => {
    // Whoever looks at the trace sees the comment as well.
    void queryClient.invalidateQueries({ queryKey: commentsKey(projectId, traceId) })
  }, [queryClient, projectId, traceId])
  return (
    <Toast
      title={author === null ? t('mentions.newsOfApi') : t('mentions.news', { name: author })}
      text={text}
      onClose={onClose}
    >
      <Link {...placeOf(projectId, mention)} onClick={onClose} className={buttonClass({ size: 'sm' })}>
        {t('mentions.open')}
      </Link>
    </Toast>
  )
}
