import { useNavigate, useParams } from '@tanstack/react-router'
import clsx from 'clsx'
import { ChevronsUpDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { projectsOf, useSession } from '../features/session/session.ts'
import { Menu, MenuChoice } from '../ui/menu.tsx'

export function ProjectSwitcher({ collapsed }: { readonly collapsed: boolean }) {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const current = projectsOf(session).find(({ id }) => id === projectId)
  const name = current?.name ?? projectId
  const open = (id: string) => void navigate({ to: '/project/$projectId', params: { projectId: id } })
  return (
    <Menu
      trigger={
        <button
          type="button"
          className={clsx(
            'flex items-center gap-2.5 rounded-md text-left hover:bg-hover',
            collapsed ? 'mx-auto p-0.5' : 'px-1.5 py-1',
          )}
        >
          <span className="sr-only">
            {collapsed ? `${t('app.project')}: ${name}` : `${t('app.project')}: `}
          </span>
          <span
            aria-hidden="true"
            className="flex size-7 shrink-0 items-center justify-center rounded-md bg-ink text-xs font-semibold text-canvas"
          >
            {[...name][0]?.toUpperCase()}
          </span>
          {!collapsed && (
            <>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm leading-4 font-medium text-ink">{name}</span>
                <span className="block truncate text-2xs text-ink-3">{current?.organization}</span>
              </span>
              <ChevronsUpDown size={14} aria-hidden="true" className="shrink-0 text-ink-3" />
            </>
          )}
        </button>
      }
    >
      {session.organizations.map((organization) => (
        <MenuChoice
          key={organization.id}
          label={organization.name}
          value={projectId}
          options={organization.projects.map((project) => ({ value: project.id, label: project.name }))}
          onChange={open}
        />
      ))}
    </Menu>
  )
}
