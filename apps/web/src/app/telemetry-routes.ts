import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readAgentSearch, readPickedTasks } from '../features/agents/agent-search.ts'
import { askFiguresEarly, loadChartsEarly, youngProjectRange } from '../features/dashboard/open-dashboard.ts'
import { readDashboardSearch } from '../features/dashboards/dashboard-search.ts'
import { readSessionSearch, readUserSearch } from '../features/groups/group-order.ts'
import { readObservationSearch } from '../features/observations/observation-search.ts'
import { observationsQuery } from '../features/observations/observations-query.ts'
import { sessionsQuery } from '../features/sessions/sessions-query.ts'
import { traceQuery } from '../features/trace/trace-queries.ts'
import { readTraceSearch, type TraceSearch } from '../features/traces/trace-search.ts'
import { tracesQuery } from '../features/traces/traces-query.ts'
import { usersQuery } from '../features/users/users-query.ts'
import { askRowsEarly, openWithView } from '../features/views/open-with-view.ts'
import { projectRoute } from './project-route.ts'
import { queryClient } from './query-client.ts'
import { lookOf, type WrittenLook } from './routes-without-project.tsx'
import { textOf } from './search-params.ts'

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

/** Pages about what was traced. */
export const telemetryRoutes = [
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
] as const
