import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import type { TraceChange } from '../batches/batches.ts'

const ways = ['add', 'remove'] as const

interface TagDialogProps {
  readonly title: string
  /** Tags that there are, to choose from. */
  readonly known: readonly string[]
  readonly onSubmit: (change: TraceChange) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

/** Which tags to add or to remove: parted by commas, in wide letters as well. */
export function TagDialog({ title, known, onSubmit, onClose, isPending, error }: TagDialogProps) {
  const { t } = useTranslation()
  const [way, setWay] = useState<(typeof ways)[number]>('add')
  const [text, setText] = useState('')
  const list = useId()
  const tags = tagsOf(text)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit({ kind: 'edit', edit: way === 'add' ? { addTags: tags } : { removeTags: tags } })
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex flex-col items-start gap-4 overflow-y-auto p-4">
          <Segmented
            label={t('traces.tags.label')}
            value={way}
            options={ways.map((value) => ({ value, label: t(`traces.tags.${value}`) }))}
            onChange={setWay}
          />
          <div className="w-full">
            <Field
              label={t('traces.tags.field')}
              placeholder={t('traces.tags.placeholder')}
              list={list}
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <datalist id={list}>
              {known.map((tag) => (
                <option key={tag} value={tag} />
              ))}
            </datalist>
          </div>
        </div>
        <FormFooter
          action={t(`traces.tags.${way}`)}
          onClose={onClose}
          isPending={isPending || tags.length === 0}
          error={error}
        />
      </form>
    </Dialog>
  )
}

function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[,、，]/).map((tag) => tag.trim()))].filter((tag) => tag !== '')
}
