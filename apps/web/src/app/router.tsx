import {
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouteComponent,
} from '@tanstack/react-router'
import { readAgentSearch, readPickedTasks } from '../features/agents/agent-search.ts'
import { readBudgetSearch } from '../features/budgets/budget-search.ts'
import { askFiguresEarly, loadChartsEarly, youngProjectRange } from '../features/dashboard/open-dashboard.ts'
import { readDashboardSearch } from '../features/dashboards/dashboard-search.ts'
import { readSessionSearch, readUserSearch } from '../features/groups/group-order.ts'
import { readObservationSearch } from '../features/observations/observation-search.ts'
import { observationsQuery } from '../features/observations/observations-query.ts'
import { readRequestSearch } from '../features/requests/request-search.ts'
import { projectsOf, sessionQuery } from '../features/session/session.ts'
import { sessionsQuery } from '../features/sessions/sessions-query.ts'
import { readRange } from '../features/time-range/time-range.ts'
import { traceQuery } from '../features/trace/trace-queries.ts'
import { readTraceSearch, type TraceSearch } from '../features/traces/trace-search.ts'
import { tracesQuery } from '../features/traces/traces-query.ts'
import { readUsageSearch } from '../features/usage/usage-search.ts'
import { usersQuery } from '../features/users/users-query.ts'
import { askRowsEarly, openWithView } from '../features/views/open-with-view.ts'
import { basePath } from '../lib/base-path.ts'
import { writeStored } from '../lib/stored-value.ts'
import { ErrorPage } from './error-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { PagePending } from './page-pending.tsx'
import { queryClient } from './query-client.ts'
import {
  lookOf,
  requireSession,
  rootRoute,
  routesWithoutProject,
  type WrittenLook,
} from './routes-without-project.tsx'
import { parseSearch, stringifySearch, textOf } from './search-params.ts'
import { StandaloneErrorPage } from './standalone-pages.tsx'

const projectRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/project/$projectId',
  validateSearch: readRange,
  staticData: { askEarly: () => void queryClient.prefetchQuery(sessionQuery) },
  beforeLoad: async ({ location, params }) => {
    const session = await requireSession(location.href)
    const project = projectsOf(session).find(({ id }) => id === params.projectId)
    if (!project) throw notFound()
    writeStored('project', project.id)
  },
  component: lazyRouteComponent(() => import('./project-layout.tsx'), 'ProjectLayout'),
  errorComponent: StandaloneErrorPage,
})

const dashboardRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/',
  staticData: { askEarly: askFiguresEarly },
  // Also where the address has a range: the page then knows whether there is anything to show.
  beforeLoad: async ({ params }) => ({ youngRange: await youngProjectRange(params.projectId) }),
  component: lazyRouteComponent(() => import('../features/dashboard/dashboard-page.tsx'), 'DashboardPage'),
})

const dashboardsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/dashboards',
  component: lazyRouteComponent(() => import('../features/dashboards/dashboards-page.tsx'), 'DashboardsPage'),
})

const customDashboardRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/dashboards/$dashboardId',
  validateSearch: readDashboardSearch,
  staticData: { askEarly: loadChartsEarly },
  component: lazyRouteComponent(
    () => import('../features/dashboards/custom-dashboard-page.tsx'),
    'CustomDashboardPage',
  ),
})

const tracesRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/traces',
  validateSearch: readTraceSearch,
  staticData: {
    askEarly: askRowsEarly('traces', readTraceSearch, (projectId, search) =>
      queryClient.prefetchQuery(tracesQuery(projectId, search)),
    ),
  },
  beforeLoad: openWithView('traces', readTraceSearch),
  component: lazyRouteComponent(() => import('../features/traces/traces-page.tsx'), 'TracesPage'),
})

const observationsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/observations',
  validateSearch: readObservationSearch,
  staticData: {
    askEarly: askRowsEarly('observations', readObservationSearch, (projectId, search) =>
      queryClient.prefetchQuery(observationsQuery(projectId, search)),
    ),
  },
  beforeLoad: openWithView('observations', readObservationSearch),
  component: lazyRouteComponent(
    () => import('../features/observations/observations-page.tsx'),
    'ObservationsPage',
  ),
})

/** The list that the trace was opened from stays in the address, for the way back and for the next trace. */
export interface TraceDetailSearch extends TraceSearch {
  readonly observation?: string
  /** The comment that somebody was led to. */
  readonly comment?: string | undefined
  /** The list is that of observations. */
  readonly list?: 'observations'
  /** Absent: its details. */
  readonly look?: WrittenLook | undefined
}

const traceRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/traces/$traceId',
  staticData: {
    askEarly: ({ projectId = '', traceId = '' }) =>
      void queryClient.prefetchQuery(traceQuery(projectId, traceId)),
  },
  validateSearch: (search: Record<string, unknown>): TraceDetailSearch => {
    const observation = textOf(search, 'observation')
    const comment = textOf(search, 'comment')
    const isOfObservations = textOf(search, 'list') === 'observations'
    const look = lookOf(search)
    return {
      ...(isOfObservations ? readObservationSearch(search) : readTraceSearch(search)),
      ...(observation ? { observation } : {}),
      ...(comment ? { comment } : {}),
      ...(isOfObservations ? { list: 'observations' } : {}),
      ...(look ? { look } : {}),
    }
  },
  component: lazyRouteComponent(() => import('../features/trace/trace-page.tsx'), 'TracePage'),
})

const sessionsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/sessions',
  validateSearch: readSessionSearch,
  staticData: {
    askEarly: askRowsEarly('sessions', readSessionSearch, (projectId, search) =>
      queryClient.prefetchQuery(sessionsQuery(projectId, search)),
    ),
  },
  beforeLoad: openWithView('sessions', readSessionSearch),
  component: lazyRouteComponent(() => import('../features/sessions/sessions-page.tsx'), 'SessionsPage'),
})

/** With the list that the session was opened from, and the trace that it is to be shown at. */
interface ConversationSearch extends TraceSearch {
  readonly turn?: string
}

const conversationRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/sessions/$sessionId',
  validateSearch: (search: Record<string, unknown>): ConversationSearch => {
    const turn = textOf(search, 'turn')
    return { ...readSessionSearch(search), ...(turn ? { turn } : {}) }
  },
  component: lazyRouteComponent(
    () => import('../features/conversation/conversation-page.tsx'),
    'ConversationPage',
  ),
})

const agentsRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/agents',
  validateSearch: readAgentSearch,
  component: lazyRouteComponent(() => import('../features/agents/agents-page.tsx'), 'AgentsPage'),
})

const compareTasksRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/agents/compare',
  validateSearch: readPickedTasks,
  component: lazyRouteComponent(() => import('../features/agent/compare-page.tsx'), 'ComparePage'),
})

const agentTaskRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/agents/task/$sessionId',
  validateSearch: readAgentSearch,
  component: lazyRouteComponent(() => import('../features/agent/agent-task-page.tsx'), 'AgentTaskPage'),
})

const usersRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/users',
  validateSearch: readUserSearch,
  staticData: {
    askEarly: askRowsEarly('users', readUserSearch, (projectId, search) =>
      queryClient.prefetchQuery(usersQuery(projectId, search)),
    ),
  },
  beforeLoad: openWithView('users', readUserSearch),
  component: lazyRouteComponent(() => import('../features/users/users-page.tsx'), 'UsersPage'),
})

const userRoute = createRoute({
  getParentRoute: () => projectRoute,
  path: '/users/$userId',
  validateSearch: readUserSearch,
  component: lazyRouteComponent(() => import('../features/user/user-page.tsx'), 'UserPage'),
})

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

const routeTree = rootRoute.addChildren([
  ...routesWithoutProject,
  projectRoute.addChildren([
    dashboardRoute,
    dashboardsRoute,
    customDashboardRoute,
    tracesRoute,
    observationsRoute,
    traceRoute,
    sessionsRoute,
    conversationRoute,
    agentsRoute,
    compareTasksRoute,
    agentTaskRoute,
    usersRoute,
    userRoute,
    usageRoute,
    requestsRoute,
    virtualKeysRoute,
    teamsRoute,
    teamRoute,
    budgetsRoute,
    customersRoute,
    modelsRoute,
    gatewayRoute,
    exportsRoute,
    settingsRoute.addChildren(settingsPages),
  ]),
])

export const router = createRouter({
  routeTree,
  basepath: basePath || '/',
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPendingComponent: PagePending,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
