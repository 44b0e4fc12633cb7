import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { foldText } from '../../lib/fold-text.ts'
import { Button } from '../../ui/button.tsx'
import type { Person } from './comments.ts'
import { openMention, writeMention } from './mention.ts'
import { MentionList } from './mention-list.tsx'

interface CommentComposerProps {
  readonly members: readonly Person[]
  readonly initial?: string
  /** Told of each change. */
  readonly onText?: (text: string) => void
  /** The word for what happens. */
  readonly action: string
  readonly isPending: boolean
  readonly error: unknown
  readonly onSend: (content: string) => void
  readonly onCancel?: () => void
}

const mostOffered = 6

/** Where a comment is written: Markdown, with members offered after an @. Ctrl or ⌘ and Enter send it. */
export function CommentComposer(props: CommentComposerProps) {
  const { members, initial = '', onText, action, isPending, error, onSend, onCancel } = props
  const { t } = useTranslation()
  const errorText = useErrorText()
  const listId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(initial)
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [isClosed, setClosed] = useState(false)
  const mention = isClosed ? undefined : openMention(text, caret)
  const offered = mention ? matching(members, mention.typed) : []
  const active = Math.min(at, offered.length - 1)
  const isEmpty = text.trim() === ''

  const write = (next: string) => {
    setText(next)
    onText?.(next)
  }
  const choose = (person: Person) => {
    if (!mention) return
    const written = writeMention(text, mention, person)
    write(written.text)
    setCaret(written.caret)
    setAt(0)
    requestAnimationFrame(() => {
      area.current?.focus()
      area.current?.setSelectionRange(written.caret, written.caret)
    })
  }
  const send = () => !isEmpty && !isPending && onSend(text.trim())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const chosen = offered[active]
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
    else if (chosen && move !== undefined) setAt((active + move + offered.length) % offered.length)
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) choose(chosen)
    else if (mention && event.key === 'Escape') setClosed(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form onSubmit={submit} className="relative flex flex-col gap-2">
      <textarea
        ref={area}
        aria-label={t('comments.text')}
        aria-haspopup="listbox"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={offered[active] ? `${listId}${active}` : undefined}
        placeholder={t('comments.placeholder')}
        rows={3}
        maxLength={5000}
        value={text}
        // What is written while it is sent would be lost.
        readOnly={isPending}
        onChange={(event) => {
          write(event.target.value)
          setCaret(event.target.selectionStart)
          setClosed(false)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
        className="w-full resize-y rounded-md border border-line-strong bg-surface px-2.5 py-1.5 text-sm text-ink placeholder:text-ink-3 focus-visible:outline-offset-0"
      />
      <MentionList id={listId} people={offered} active={active} onChoose={choose} />
      {error != null && (
        <p role="alert" className="text-xs text-danger">
          {errorText(error)}
        </p>
      )}
      <span className="flex justify-end gap-2">
        {onCancel && (
          <Button size="sm" onClick={onCancel}>
            {t('app.cancel')}
          </Button>
        )}
        <Button size="sm" type="submit" variant="primary" disabled={isEmpty || isPending}>
          {action}
        </Button>
      </span>
    </form>
  )
}

function matching(members: readonly Person[], typed: string): readonly Person[] {
  const wanted = foldText(typed)
  return members.filter(({ name }) => foldText(name).includes(wanted)).slice(0, mostOffered)
}
