import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { serverUrl } from '../../lib/base-path.ts'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { administrationQuery, useRenameProject } from '../organization/administration.ts'
import { DeleteProjectCard } from '../organization/delete-project-card.tsx'
import { NameForm } from '../organization/name-form.tsx'
import { projectsOf, useSession } from '../session/session.ts'
import { ApiKeyCard } from './api-key-card.tsx'
import { RetentionCard } from './retention-card.tsx'

function Address({ label, value }: { readonly label: string; readonly value: string }) {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-9 items-center gap-3 border-t border-line px-4 first:border-t-0">
      <dt className="w-32 shrink-0 text-sm text-ink-2">{label}</dt>
      <dd className="flex min-w-0 flex-1 items-center justify-between gap-2">
        <code className="truncate font-mono text-xs">{value}</code>
        <CopyButton text={value} label={t('settings.copyNamed', { name: label })} />
      </dd>
    </div>
  )
}

/** Of the project itself: where it is reached, by which keys, and how long it keeps what it gets. */
export function SettingsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const session = useSession()
  const name = projectsOf(session).find(({ id }) => id === projectId)?.name ?? projectId
  const { data: administration } = useQuery(administrationQuery(projectId))
  const rename = useRenameProject(projectId)
  return (
    <>
      <Card title={t('settings.project')}>
        {administration?.mayRename && (
          <NameForm label={t('settings.name')} name={name} rename={rename} key={projectId} />
        )}
        <dl className="py-1.5">
          {!administration?.mayRename && <Address label={t('settings.name')} value={name} />}
          <Address label={t('settings.projectId')} value={projectId} />
          <Address label={t('settings.server')} value={serverUrl()} />
          <Address label={t('settings.gateway')} value={session.gatewayUrl} />
        </dl>
      </Card>
      <ApiKeyCard projectId={projectId} />
      <RetentionCard projectId={projectId} />
      {administration && administration.deletion !== 'denied' && (
        <DeleteProjectCard
          key={projectId}
          projectId={projectId}
          name={name}
          isKept={administration.deletion === 'kept'}
        />
      )}
    </>
  )
}
