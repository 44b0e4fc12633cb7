import { Link, Outlet, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { settingsSections } from './sections.ts'

const linkClass =
  'flex h-8 shrink-0 items-center rounded-md px-2.5 text-sm whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong pointer-coarse:h-11'

/** The list at the side; a row that scrolls where there is no room for it. */
function SectionLinks() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { range, from, to, env } = useSearch({ from: '/project/$projectId' })
  return (
    <nav
      aria-label={t('settings.sections')}
      className="flex shrink-0 gap-x-3 border-line p-2 max-md:overflow-x-auto max-md:border-b md:w-52 md:flex-col md:gap-y-4 md:overflow-y-auto md:border-r md:p-3"
    >
      {settingsSections.map(({ group, pages }) => (
        <div key={group} className="shrink-0">
          <p aria-hidden="true" className="px-2.5 pb-1 text-2xs font-medium text-ink-3 max-md:hidden">
            {t(`settings.group.${group}`)}
          </p>
          <ul aria-label={t(`settings.group.${group}`)} className="flex gap-0.5 md:flex-col">
            {pages.map(({ key, to: page }) => (
              <li key={key}>
                <Link
                  to={page}
                  params={{ projectId }}
                  search={{ range, from, to, env }}
                  activeOptions={{ exact: true, includeSearch: false }}
                  activeProps={{ 'aria-current': 'page' }}
                  className={linkClass}
                >
                  {t(`settings.page.${key}`)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

export function SettingsLayout() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('app.page.settings')} />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <SectionLinks />
        <div className="min-h-0 min-w-0 flex-1 overflow-y-auto">
          <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 max-sm:p-3">
            <Outlet />
          </div>
        </div>
      </div>
    </>
  )
}
