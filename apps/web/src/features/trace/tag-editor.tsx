import { Tag, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Popover } from '../../ui/popover.tsx'
import { useEditTrace } from './trace-queries.ts'

interface TagEditorProps {
  readonly projectId: string
  readonly traceId: string
  readonly tags: readonly string[]
}

/** Adds tags to a trace and takes them off. */
export function TagEditor({ projectId, traceId, tags }: TagEditorProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const errorText = useErrorText()
  const { mutate, error } = useEditTrace(projectId, traceId)
  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = text.trim()
    if (tag === '') return
    setText('')
    mutate({ addTags: [tag] }, { onError: () => setText(tag) })
  }
  return (
    <Popover
      align="start"
      label={t('trace.editTags')}
      trigger={
        <IconButton label={t('trace.editTags')} size="iconSm" className="-my-1.5">
          <Tag size={13} />
        </IconButton>
      }
    >
      <form onSubmit={add} className="flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-3 p-3">
        {tags.length > 0 && (
          <ul className="flex flex-wrap gap-1">
            {tags.map((tag) => (
              <li key={tag} className="flex min-w-0">
                <Badge className="pr-0">
                  <span className="truncate">{tag}</span>
                  <button
                    type="button"
                    aria-label={t('trace.removeTag', { tag })}
                    onClick={() => mutate({ removeTags: [tag] })}
                    className="flex size-5 items-center justify-center rounded-sm hover:bg-line"
                  >
                    <X size={11} aria-hidden="true" />
                  </button>
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <span className="flex gap-2">
          <Input
            aria-label={t('trace.newTag')}
            placeholder={t('trace.newTag')}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" disabled={text.trim() === ''}>
            {t('trace.addTag')}
          </Button>
        </span>
        {error && (
          <p role="alert" className="text-xs text-danger">
            {errorText(error)}
          </p>
        )}
      </form>
    </Popover>
  )
}
