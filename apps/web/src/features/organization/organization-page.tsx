import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useSession } from '../session/session.ts'
import { administrationQuery, useCreateProject, useRenameOrganization } from './administration.ts'
import { NameForm } from './name-form.tsx'

/** The organisation of the project, with the projects that the reader may open. */
export function OrganizationPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { data, error, refetch } = useQuery(administrationQuery(projectId))
  const rename = useRenameOrganization(projectId)
  if (!data && error)
    return (
      <EmptyState title={t('organization.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="h-64" />
  const { organization, mayRenameOrganization, mayCreateProjects } = data
  return (
    <>
      <Card title={t('organization.title')}>
        {mayRenameOrganization ? (
          <NameForm
            key={organization.id}
            label={t('settings.name')}
            name={organization.name}
            rename={rename}
          />
        ) : (
          <p className="px-4 py-3 text-sm">{organization.name}</p>
        )}
      </Card>
      <ProjectsCard projectId={projectId} organizationId={organization.id} mayCreate={mayCreateProjects} />
    </>
  )
}

interface ProjectsCardProps {
  readonly projectId: string
  readonly organizationId: string
  readonly mayCreate: boolean
}

function ProjectsCard({ projectId, organizationId, mayCreate }: ProjectsCardProps) {
  const { t } = useTranslation()
  const [creating, setCreating] = useState(false)
  const organization = useSession().organizations.find(({ id }) => id === organizationId)
  const create = mayCreate && (
    <Button size="sm" onClick={() => setCreating(true)}>
      <Plus size={14} aria-hidden="true" />
      {t('organization.newProject')}
    </Button>
  )
  return (
    <Card title={t('organization.projects')} actions={create}>
      <ul aria-label={t('organization.projects')} className="pb-1.5">
        {organization?.projects.map(({ id, name }) => (
          <li
            key={id}
            className="flex min-h-10 flex-wrap items-center gap-x-3 border-t border-line px-4 py-1.5 text-sm first:border-t-0"
          >
            <Link
              to="/project/$projectId/settings"
              params={{ projectId: id }}
              className="font-medium text-accent hover:underline"
            >
              {name}
            </Link>
            {id === projectId && <Badge tone="accent">{t('organization.thisProject')}</Badge>}
            <code className="ml-auto truncate font-mono text-xs text-ink-3">{id}</code>
          </li>
        ))}
      </ul>
      {creating && <NewProjectDialog projectId={projectId} onClose={() => setCreating(false)} />}
    </Card>
  )
}

interface NewProjectDialogProps {
  readonly projectId: string
  readonly onClose: () => void
}

function NewProjectDialog({ projectId, onClose }: NewProjectDialogProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [name, setName] = useState('')
  const create = useCreateProject(projectId, (id) => {
    onClose()
    void navigate({ to: '/project/$projectId/settings', params: { projectId: id } })
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    create.mutate(name)
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('organization.newProjectTitle')}>
      <form onSubmit={submit}>
        <div className="p-4">
          <Field
            label={t('settings.name')}
            required
            maxLength={100}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <FormFooter
          action={t('organization.create')}
          onClose={onClose}
          isPending={create.isPending}
          error={create.error}
        />
      </form>
    </Dialog>
  )
}
