import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadMentions } from '../mentions/mentions.ts'
import { CommentComposer } from './comment-composer.tsx'
import { CommentItem } from './comment-item.tsx'
import { commentsQuery, useCommentDraft, useCreateComment } from './comments.ts'

interface DiscussionProps {
  readonly projectId: string
  readonly traceId: string
  /** Null: the trace itself. */
  readonly observationId: string | null
  readonly mayWrite: boolean
}

/** What people say about one thing, and where to say more. */
export function DiscussionOf({ projectId, traceId, observationId, mayWrite }: DiscussionProps) {
  const { t } = useTranslation()
  const [sent, setSent] = useState(0)
  const { data } = useQuery(commentsQuery(projectId, traceId))
  const draft = useCommentDraft({ projectId, traceId, observationId })
  const create = useCreateComment({ projectId, traceId, observationId }, () => {
    draft.keep('')
    setSent(sent + 1)
  })
  const comments = data?.comments.filter((comment) => comment.observationId === observationId) ?? []
  const members = data?.members ?? []
  useReadMentions(
    projectId,
    comments.map(({ id }) => id),
  )
  return (
    <div className="flex flex-col gap-3">
      {comments.length > 0 && (
        <ul className="flex flex-col gap-3">
          {comments.map((comment) => (
            <CommentItem
              key={comment.id}
              projectId={projectId}
              traceId={traceId}
              comment={comment}
              members={members}
              mayWrite={mayWrite}
            />
          ))}
        </ul>
      )}
      {mayWrite ? (
        <CommentComposer
          key={sent}
          members={members}
          initial={draft.read()}
          onText={draft.keep}
          action={t('comments.send')}
          isPending={create.isPending}
          error={create.error}
          onSend={(content) => create.mutate(content)}
        />
      ) : (
        comments.length === 0 && <p className="text-xs text-ink-3">{t('comments.none')}</p>
      )}
    </div>
  )
}
