import { createRouter } from '@tanstack/react-router'
import { basePath } from '../lib/base-path.ts'
import { ErrorPage } from './error-page.tsx'
import { gatewayRoutes } from './gateway-routes.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PagePending } from './page-pending.tsx'
import { projectRoute } from './project-route.ts'
import { rootRoute, routesWithoutProject } from './routes-without-project.tsx'
import { parseSearch, stringifySearch } from './search-params.ts'
import { settingsRoutes } from './settings-routes.ts'
import { telemetryRoutes } from './telemetry-routes.ts'

const routeTree = rootRoute.addChildren([
  ...routesWithoutProject,
  projectRoute.addChildren([...telemetryRoutes, ...gatewayRoutes, ...settingsRoutes]),
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
