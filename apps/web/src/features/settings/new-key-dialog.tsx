import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverUrl } from '../../lib/base-path.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { ToldOnce } from '../../ui/told-once.tsx'
import { type CreatedKey, useCreateKey } from './api-keys.ts'

interface NewKeyDialogProps {
  readonly projectId: string
  readonly open: boolean
  readonly onClose: () => void
}

/** Asks what a new key is for, then shows its secret, once. */
export function NewKeyDialog({ projectId, open, onClose }: NewKeyDialogProps) {
  const { t } = useTranslation()
  const create = useCreateKey(projectId)
  const close = () => {
    create.reset()
    onClose()
  }
  if (create.data) return <Created apiKey={create.data} onClose={close} />
  return (
    <Dialog open={open} onOpenChange={(next) => !next && close()} title={t('settings.newKey.title')}>
      <NoteForm
        onSubmit={(note) => create.mutate(note)}
        onClose={close}
        isPending={create.isPending}
        error={create.error}
      />
    </Dialog>
  )
}

interface NoteFormProps {
  readonly onSubmit: (note: string) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

function NoteForm({ onSubmit, onClose, isPending, error }: NoteFormProps) {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(note)
  }
  return (
    <form onSubmit={submit}>
      <div className="p-4">
        <Field
          label={t('settings.newKey.note')}
          placeholder={t('settings.newKey.notePlaceholder')}
          maxLength={200}
          autoComplete="off"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
      <FormFooter
        action={t('settings.newKey.create')}
        onClose={onClose}
        isPending={isPending}
        error={error}
      />
    </form>
  )
}

function Created({ apiKey, onClose }: { readonly apiKey: CreatedKey; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { publicKey, secretKey } = apiKey
  const environment = [
    `LANGFUSE_PUBLIC_KEY=${publicKey}`,
    `LANGFUSE_SECRET_KEY=${secretKey}`,
    `LANGFUSE_BASE_URL=${serverUrl()}`,
  ].join('\n')
  return (
    <ToldOnce
      title={t('settings.newKey.createdTitle')}
      warning={t('settings.newKey.createdText')}
      items={[
        { name: t('settings.newKey.secretKey'), text: secretKey },
        { name: t('settings.newKey.publicKey'), text: publicKey },
        { name: t('settings.newKey.environment'), text: environment },
      ]}
      done={t('settings.newKey.done')}
      onClose={onClose}
    />
  )
}
