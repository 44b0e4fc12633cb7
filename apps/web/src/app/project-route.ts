import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router'
import { projectsOf, sessionQuery } from '../features/session/session.ts'
import { readRange } from '../features/time-range/time-range.ts'
import { writeStored } from '../lib/stored-value.ts'
import { queryClient } from './query-client.ts'
import { requireSession, rootRoute } from './routes-without-project.tsx'
import { StandaloneErrorPage } from './standalone-pages.tsx'

/** Around every page of a project. */
export const projectRoute = createRoute({
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
