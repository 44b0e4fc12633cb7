import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { useDeleteProject } from './administration.ts'

interface DeleteProjectCardProps {
  readonly projectId: string
  readonly name: string
  /** It cannot be deleted by anybody. */
  readonly isKept: boolean
}

/** For owners: the end of a project, which is typed out before it comes. */
export function DeleteProjectCard({ projectId, name, isKept }: DeleteProjectCardProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const remove = useDeleteProject(projectId, () => void navigate({ to: '/' }))
  const close = () => {
    remove.reset()
    setTyped('')
    setAsking(false)
  }
  return (
    <Card title={t('organization.danger.title')} className="border-danger/40">
      <div className="flex flex-wrap items-center justify-between gap-3 px-4 pt-1 pb-4">
        <p className="min-w-0 flex-1 basis-64 text-sm text-pretty text-ink-2">
          {t(isKept ? 'organization.danger.kept' : 'organization.danger.text')}
        </p>
        <Button variant="danger" disabled={isKept} onClick={() => setAsking(true)}>
          {t('organization.danger.open')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        onClose={close}
        title={t('organization.danger.ask', { name })}
        action={t('organization.danger.open')}
        onConfirm={() => remove.mutate(typed)}
        isPending={remove.isPending || typed !== name}
        error={remove.error}
      >
        <p>{t('organization.danger.text')}</p>
        <Field
          label={t('organization.danger.type', { name })}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </ConfirmDialog>
    </Card>
  )
}
