import { Link, useMatchRoute, useParams, useSearch } from '@tanstack/react-router'
import clsx from 'clsx'
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { MentionBell } from '../features/mentions/mention-bell.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Kbd, modKey } from '../ui/kbd.tsx'
import { Logo } from '../ui/logo.tsx'
import { Tooltip } from '../ui/tooltip.tsx'
import { pages } from './pages.ts'
import { ProjectSwitcher } from './project-switcher.tsx'
import { useShell } from './shell.ts'
import { UserMenu } from './user-menu.tsx'

interface NavigationProps {
  readonly collapsed?: boolean
  readonly onCollapse?: () => void
  /** Called when a page was chosen, to close a drawer. */
  readonly onNavigate?: () => void
}

const linkClass =
  'flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium text-ink-2 transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-strong pointer-coarse:h-11'

const isOnItsOwn = (page: (typeof pages)[number]) => !('within' in page)

/** The page that the shown one lies within. */
function usePageAround(): string | undefined {
  const isAt = useMatchRoute()
  const shown = pages.find((page) => 'within' in page && isAt({ to: page.to }))
  return shown && 'within' in shown ? shown.within : undefined
}

function PageLinks({ collapsed, onNavigate }: NavigationProps) {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { range, from, to, env } = useSearch({ from: '/project/$projectId' })
  const within = usePageAround()
  return (
    <nav
      aria-label={t('app.pages')}
      className="-m-1 flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto p-1"
    >
      {pages.filter(isOnItsOwn).map(({ key, to: page, icon: Icon, exact }) => {
        const link = (
          <Link
            key={key}
            to={page}
            params={{ projectId }}
            search={{ range, from, to, env }}
            activeOptions={{ exact, includeSearch: false }}
            activeProps={{ 'aria-current': 'page' }}
            {...(key === within ? { 'aria-current': 'page' } : {})}
            {...(onNavigate ? { onClick: onNavigate } : {})}
            {...(collapsed ? { 'aria-label': t(`app.page.${key}`) } : {})}
            className={clsx(linkClass, collapsed && 'justify-center px-0')}
          >
            <Icon size={16} aria-hidden="true" className="shrink-0" />
            {!collapsed && t(`app.page.${key}`)}
          </Link>
        )
        return collapsed ? (
          <Tooltip key={key} label={t(`app.page.${key}`)} side="right">
            {link}
          </Tooltip>
        ) : (
          link
        )
      })}
    </nav>
  )
}

function SearchButton({ collapsed }: { readonly collapsed: boolean }) {
  const { t } = useTranslation()
  const { openSearch } = useShell()
  if (collapsed)
    return (
      <IconButton label={t('app.search')} shortcut={modKey('K')} onClick={openSearch} className="mx-auto">
        <Search size={16} />
      </IconButton>
    )
  return (
    <button
      type="button"
      onClick={openSearch}
      className="flex h-8 shrink-0 items-center gap-2.5 rounded-md border border-line bg-surface px-2.5 text-sm text-ink-3 hover:border-line-strong hover:text-ink-2 pointer-coarse:h-11"
    >
      <Search size={15} aria-hidden="true" />
      <span className="flex-1 text-left">{t('app.search')}</span>
      <Kbd>{modKey('K')}</Kbd>
    </button>
  )
}

/** The side of every page of a project: as a column on wide screens, in a drawer on narrow ones. */
export function Navigation({ collapsed = false, onCollapse, onNavigate }: NavigationProps) {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const bell = (
    <MentionBell
      projectId={projectId}
      {...(collapsed ? { className: 'mx-auto' } : {})}
      {...(onNavigate ? { onNavigate } : {})}
    />
  )
  return (
    <div className={clsx('flex h-full flex-col gap-3 p-3', collapsed ? 'w-14' : 'w-full lg:w-56')}>
      <div className={clsx('flex items-center gap-2.5', collapsed ? 'justify-center pt-1' : 'h-8 pl-1.5')}>
        <Logo size={22} />
        {!collapsed && <span className="flex-1 text-base font-semibold tracking-tight">Kansoku</span>}
        {!collapsed && bell}
        {!collapsed && onCollapse && (
          <IconButton label={t('app.collapse')} shortcut="[" size="iconSm" onClick={onCollapse}>
            <PanelLeftClose size={15} />
          </IconButton>
        )}
      </div>
      <ProjectSwitcher collapsed={collapsed} />
      <SearchButton collapsed={collapsed} />
      <PageLinks collapsed={collapsed} {...(onNavigate ? { onNavigate } : {})} />
      {collapsed && onCollapse && (
        <IconButton label={t('app.expand')} shortcut="[" onClick={onCollapse} className="mx-auto">
          <PanelLeftOpen size={16} />
        </IconButton>
      )}
      {collapsed && bell}
      <UserMenu collapsed={collapsed} />
    </div>
  )
}
