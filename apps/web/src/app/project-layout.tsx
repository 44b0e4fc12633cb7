import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useRouter } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BatchNews } from '../features/batches/batch-news.tsx'
import { MentionNews } from '../features/mentions/mention-news.tsx'
import { sessionQuery } from '../features/session/session.ts'
import { useHotkeys } from '../lib/hotkeys.ts'
import { useStoredValue } from '../lib/stored-value.ts'
import { Sheet } from '../ui/dialog.tsx'
import { Toasts } from '../ui/toast.tsx'
import { TooltipProvider } from '../ui/tooltip.tsx'
import { goOnWithoutSession } from './ask-on-return.ts'
import { CommandMenu } from './command-menu.tsx'
import { useGoToHotkeys } from './go-to-hotkeys.ts'
import { Navigation } from './navigation.tsx'
import { type Shell, ShellContext } from './shell.ts'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'

/** Follows a session that ends while somebody works: to the sign-in page, and from there back to this one. */
function useEndOfSession() {
  const navigate = useNavigate()
  const router = useRouter()
  const { data } = useQuery(sessionQuery)
  const ended = data !== undefined && data.user === null
  useEffect(() => {
    if (!ended) return
    const { pathname, searchStr } = router.latestLocation
    const redirect = pathname + searchStr
    void navigate({ to: '/sign-in', search: { redirect, ended: true } }).then(goOnWithoutSession)
  }, [ended, navigate, router])
}

type Layer = 'navigation' | 'search' | 'shortcuts' | null

export function ProjectLayout() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const [layer, setLayer] = useState<Layer>(null)
  const [collapsed, setCollapsed] = useStoredValue('navigationCollapsed', (stored) => stored === true)
  useEndOfSession()
  useGoToHotkeys(projectId)
  useHotkeys({
    'mod+k': () => setLayer('search'),
    '?': () => setLayer('shortcuts'),
    '[': () => setCollapsed(!collapsed),
  })
  const shell = useMemo<Shell>(
    () => ({
      openNavigation: () => setLayer('navigation'),
      openSearch: () => setLayer('search'),
      openShortcuts: () => setLayer('shortcuts'),
    }),
    [],
  )
  const close = () => setLayer(null)
  return (
    <TooltipProvider>
      <ShellContext value={shell}>
        <a
          href="#content"
          className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2"
        >
          {t('app.skipToContent')}
        </a>
        <div className="flex h-full">
          <aside
            aria-label={t('app.navigation')}
            className="hidden h-full shrink-0 border-r border-line bg-sunken/60 lg:block"
          >
            <Navigation collapsed={collapsed} onCollapse={() => setCollapsed(!collapsed)} />
          </aside>
          <Sheet open={layer === 'navigation'} onOpenChange={close} title={t('app.navigation')} side="start">
            <Navigation onNavigate={close} />
          </Sheet>
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            <Outlet />
          </main>
        </div>
        <Toasts label={t('batches.news')}>
          <BatchNews projectId={projectId} />
          <MentionNews key={projectId} projectId={projectId} />
        </Toasts>
        <CommandMenu open={layer === 'search'} onOpenChange={close} projectId={projectId} />
        <ShortcutsDialog open={layer === 'shortcuts'} onOpenChange={close} />
      </ShellContext>
    </TooltipProvider>
  )
}
