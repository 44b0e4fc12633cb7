import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readBudgetSearch } from '../features/budgets/budget-search.ts'
import { loadChartsEarly } from '../features/dashboard/open-dashboard.ts'
import { readRequestSearch } from '../features/requests/request-search.ts'
import { readUsageSearch } from '../features/usage/usage-search.ts'
import { projectRoute } from './project-route.ts'

const usageRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/usage',
  validateSearch: readUsageSearch,
  staticData: { askEarly: loadChartsEarly },
  component: lazyRouteComponent(() => import('../features/usage/usage-page.tsx'), 'UsagePage'),
})

const requestsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/requests',
  validateSearch: readRequestSearch,
  component: lazyRouteComponent(() => import('../features/requests/requests-page.tsx'), 'RequestsPage'),
})

const virtualKeysRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/virtual-keys',
  component: lazyRouteComponent(
    () => import('../features/virtual-keys/virtual-keys-page.tsx'),
    'VirtualKeysPage',
  ),
})

const teamsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/teams',
  component: lazyRouteComponent(() => import('../features/teams/teams-page.tsx'), 'TeamsPage'),
})

const teamRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/teams/$teamId',
  component: lazyRouteComponent(() => import('../features/teams/team-page.tsx'), 'TeamPage'),
})

const budgetsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/budgets',
  validateSearch: readBudgetSearch,
  component: lazyRouteComponent(() => import('../features/budgets/budgets-page.tsx'), 'BudgetsPage'),
})

const customersRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/customers',
  component: lazyRouteComponent(() => import('../features/customers/customers-page.tsx'), 'CustomersPage'),
})

const modelsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/models',
  component: lazyRouteComponent(() => import('../features/models/models-page.tsx'), 'ModelsPage'),
})

const gatewayRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/gateway',
  component: lazyRouteComponent(() => import('../features/gateway/gateway-page.tsx'), 'GatewayPage'),
})

/** Pages about calls through the gateway: who makes them, within which limits, to which models. */
export const gatewayRoutes = [
  usageRoute,
  requestsRoute,
  virtualKeysRoute,
  teamsRoute,
  teamRoute,
  budgetsRoute,
  customersRoute,
  modelsRoute,
  gatewayRoute,
] as const
