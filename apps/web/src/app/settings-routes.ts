import { createRoute, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import { projectRoute } from './project-route.ts'

const exportsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/exports',
  component: lazyRouteComponent(() => import('../features/batches/batches-page.tsx'), 'BatchesPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-layout.tsx'), 'SettingsLayout'),
})

const settingsPage = <const Path extends string>(path: Path, component: RouteComponent) =>
  createRoute({ getParentRoute: () => settingsRoute, path, component })

const settingsPages = [
  settingsPage(
    '/',
    lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
  ),
  settingsPage(
    '/integrations',
    lazyRouteComponent(() => import('../features/settings/integrations-page.tsx'), 'IntegrationsPage'),
  ),
  settingsPage(
    '/models',
    lazyRouteComponent(() => import('../features/model-prices/model-prices-page.tsx'), 'ModelPricesPage'),
  ),
  settingsPage(
    '/score-configs',
    lazyRouteComponent(() => import('../features/score-configs/score-configs-page.tsx'), 'ScoreConfigsPage'),
  ),
  settingsPage(
    '/organization',
    lazyRouteComponent(() => import('../features/organization/organization-page.tsx'), 'OrganizationPage'),
  ),
  settingsPage(
    '/members',
    lazyRouteComponent(() => import('../features/members/members-page.tsx'), 'MembersPage'),
  ),
  settingsPage(
    '/account',
    lazyRouteComponent(() => import('../features/account/account-page.tsx'), 'AccountPage'),
  ),
] as const

/** Pages that set things up. */
export const settingsRoutes = [exportsRoute, settingsRoute.addChildren(settingsPages)] as const
