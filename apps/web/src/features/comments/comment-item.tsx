import type { TraceComment } from '@kansoku/contracts'
import { useSearch } from '@tanstack/react-router'
import { Pencil, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Markdown } from '../markdown/markdown.tsx'
import { CommentComposer } from './comment-composer.tsx'
import { type Person, useChangeComment, useDeleteComment } from './comments.ts'

interface CommentItemProps {
  readonly projectId: string
  readonly traceId: string
  readonly comment: TraceComment
  readonly members: readonly Person[]
  readonly mayWrite: boolean
}

/** A comment with who wrote it and when; one's own can be changed. */
export function CommentItem({ projectId, traceId, comment, members, mayWrite }: CommentItemProps) {
  const { t } = useTranslation()
  const { relative, exactTime } = useFormats()
  const [isEditing, setEditing] = useState(false)
  const [isDeleting, setDeleting] = useState(false)
  const change = useChangeComment({ projectId, traceId }, comment.id, () => setEditing(false))
  const remove = useDeleteComment({ projectId, traceId }, comment.id)
  const { author, content, createdAt, updatedAt } = comment
  const item = useRef<HTMLLIElement>(null)
  const isLedTo = useSearch({ strict: false, select: (search) => search.comment === comment.id })
  useEffect(() => {
    if (isLedTo) item.current?.scrollIntoView({ block: 'center' })
  }, [isLedTo])
  return (
    <li
      ref={item}
      aria-current={isLedTo || undefined}
      className="text-sm aria-[current=true]:-mx-2 aria-[current=true]:rounded-md aria-[current=true]:bg-accent-soft/60 aria-[current=true]:px-2 aria-[current=true]:py-1.5"
    >
      <p className="flex items-center gap-2 text-xs">
        <span className="min-w-0 truncate font-semibold">{author?.name ?? t('comments.nobody')}</span>
        <time dateTime={createdAt} title={exactTime(createdAt)} className="shrink-0 text-ink-3">
          {relative(createdAt)}
          {updatedAt !== createdAt && ` · ${t('comments.edited')}`}
        </time>
        {comment.isOwn && mayWrite && !isEditing && (
          <span className="-my-1 ml-auto flex">
            <IconButton label={t('comments.edit')} size="iconSm" onClick={() => setEditing(true)}>
              <Pencil size={13} />
            </IconButton>
            <IconButton label={t('comments.delete')} size="iconSm" onClick={() => setDeleting(true)}>
              <Trash2 size={13} />
            </IconButton>
          </span>
        )}
      </p>
      {isEditing ? (
        <CommentComposer
          members={members}
          initial={content}
          action={t('comments.save')}
          isPending={change.isPending}
          error={change.error}
          onSend={(text) => change.mutate(text)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="mt-0.5 break-words text-ink-2">
          <Markdown text={content} />
        </div>
      )}
      {isDeleting && (
        <ConfirmDialog
          open
          onClose={() => setDeleting(false)}
          title={t('comments.deleteTitle')}
          action={t('comments.deleteAction')}
          onConfirm={() => remove.mutate()}
          isPending={remove.isPending}
          error={remove.error}
        >
          <p>{t('comments.deleteText')}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
