import { type ObservationNode, withPlainMentions } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { MessageSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { wholeCharacters } from '../../lib/whole-characters.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { commentsQuery } from './comments.ts'

interface CommentsButtonProps {
  readonly projectId: string
  readonly traceId: string
  readonly observations: readonly ObservationNode[]
  /** Empty: the trace itself. */
  readonly onSelect: (observationId: string) => void
}

const mostShown = 120
const shorten = (text: string) => text.slice(0, wholeCharacters(text, mostShown))

/** How many comments a trace has, and the way to each. */
export function CommentsButton({ projectId, traceId, observations, onSelect }: CommentsButtonProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const { data } = useQuery(commentsQuery(projectId, traceId))
  const comments = data?.comments ?? []
  if (comments.length === 0) return null
  const nameOf = (id: string | null) =>
    id === null ? t('trace.trace') : (observations.find((node) => node.id === id)?.name ?? id)
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label={t('comments.count', { count: comments.length })}>
          <MessageSquare size={15} aria-hidden="true" />
          {number(comments.length)}
        </Button>
      }
    >
      {comments.map(({ id, observationId, author, content }) => (
        <MenuItem key={id} onSelect={() => onSelect(observationId ?? '')} className="py-1.5">
          <span className="min-w-0">
            <span className="block truncate text-2xs text-ink-3">
              {[author?.name, nameOf(observationId)].filter(Boolean).join(' · ')}
            </span>
            <span className="block truncate">{shorten(withPlainMentions(content))}</span>
          </span>
        </MenuItem>
      ))}
    </Menu>
  )
}
