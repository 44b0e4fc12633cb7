import type { Mention } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import { Bell, CheckCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx'
import { mentionsQuery, placeOf, useMarkMentionsRead } from './mentions.ts'

interface MentionBellProps {
  readonly projectId: string
  /** Called when a comment was chosen, to close a drawer. */
  readonly onNavigate?: () => void
  readonly className?: string
}

/** What others have said to the reader, and how much of it has not been read. Nothing as long as nobody has said anything. */
export function MentionBell({ projectId, onNavigate, className }: MentionBellProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data } = useQuery(mentionsQuery(projectId))
  const mark = useMarkMentionsRead(projectId)
  if (!data || data.mentions.length === 0) return null
  const { mentions, unread } = data
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="iconSm"
          aria-label={unread > 0 ? t('mentions.unread', { count: unread }) : t('mentions.title')}
          className={clsx('relative', className)}
        >
          <Bell size={15} aria-hidden="true" />
          {unread > 0 && (
            <span
              aria-hidden="true"
              className="absolute -top-0.5 -right-1 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-on-accent tabular"
            >
              {number(unread)}
            </span>
          )}
        </Button>
      }
    >
      <MenuLabel>{t('mentions.title')}</MenuLabel>
      {mentions.map((mention) => (
        <MentionItem
          key={mention.commentId}
          projectId={projectId}
          mention={mention}
          {...(onNavigate ? { onNavigate } : {})}
        />
      ))}
      {unread > 0 && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => mark.mutate(undefined)}>
            <CheckCheck size={15} aria-hidden="true" />
            {t('mentions.markAllRead')}
          </MenuItem>
        </>
      )}
    </Menu>
  )
}

interface MentionItemProps extends Pick<MentionBellProps, 'projectId' | 'onNavigate'> {
  readonly mention: Mention
}

function MentionItem({ projectId, mention, onNavigate }: MentionItemProps) {
  const { t } = useTranslation()
  const { relative } = useFormats()
  const { author, text, createdAt, isRead } = mention
  return (
    <MenuItem asChild {...(onNavigate ? { onSelect: onNavigate } : {})} className="py-1.5">
      <Link {...placeOf(projectId, mention)}>
        <span
          aria-hidden="true"
          className={clsx('size-2 shrink-0 rounded-full', isRead ? 'bg-transparent' : 'bg-accent')}
        />
        <span className="min-w-0">
          <span className="block truncate text-2xs text-ink-3">
            {[author ?? t('comments.nobody'), relative(createdAt)].join(' · ')}
            {!isRead && <span className="sr-only"> {t('mentions.isUnread')}</span>}
          </span>
          <span className={clsx('block truncate', !isRead && 'font-medium')}>{text}</span>
        </span>
      </Link>
    </MenuItem>
  )
}
