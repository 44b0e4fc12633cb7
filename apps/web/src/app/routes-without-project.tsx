import { createRootRoute, createRoute, lazyRouteComponent, notFound, redirect } from '@tanstack/react-router'
import { homeProject, projectsOf, sessionQuery } from '../features/session/session.ts'
import { queryClient } from './query-client.ts'
import { RootLayout } from './root-layout.tsx'
import { textOf } from './search-params.ts'
import { StandaloneErrorPage, StandaloneNotFoundPage } from './standalone-pages.tsx'

/** Who is signed in; others are led to the form. */
export async function requireSession(href: string) {
  const session = await queryClient.ensureQueryData(sessionQuery)
  if (!session.user) throw redirect({ to: '/sign-in', search: href === '/' ? {} : { redirect: href } })
  return session
}

const standalone = { errorComponent: StandaloneErrorPage, notFoundComponent: StandaloneNotFoundPage }

export const rootRoute = createRootRoute({ component: RootLayout, ...standalone })

export interface SignInSearch {
  readonly redirect?: string
  /** Says that a session ended in the middle of work. */
  readonly ended?: true
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => {
    const wanted = textOf(search, 'redirect')
    return { ...(wanted ? { redirect: wanted } : {}), ...(textOf(search, 'ended') ? { ended: true } : {}) }
  },
  component: lazyRouteComponent(() => import('../features/session/sign-in-page.tsx'), 'SignInPage'),
})

/** Open to who was invited; its secret stands behind a number sign. */
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../features/members/invitation-page.tsx'), 'InvitationPage'),
})

/** Where Langfuse has its sign-in page; bookmarks and scripts know the path. */
const langfuseSignInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/sign-in',
  beforeLoad: () => {
    throw redirect({ to: '/sign-in', replace: true })
  },
})

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ location }) => {
    const project = homeProject(await requireSession(location.href))
    if (project)
      throw redirect({ to: '/project/$projectId', params: { projectId: project.id }, replace: true })
  },
  component: lazyRouteComponent(() => import('../features/session/no-project-page.tsx'), 'NoProjectPage'),
  errorComponent: StandaloneErrorPage,
})

/** An account belongs to no project; its page stands among the settings of the one that was open last, else by itself. */
const anyAccountRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/account',
  beforeLoad: async ({ location }) => {
    const project = homeProject(await requireSession(location.href))
    if (!project) return
    const params = { projectId: project.id }
    throw redirect({ to: '/project/$projectId/settings/account', params, replace: true })
  },
  component: lazyRouteComponent(() => import('../features/account/lone-account-page.tsx'), 'LoneAccountPage'),
  errorComponent: StandaloneErrorPage,
})

/** Trace links of older SDKs name no project. */
const anyProjectTraceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trace/$traceId',
  beforeLoad: async ({ location, params }) => {
    const session = await requireSession(location.href)
    const { projectOfTrace } = await import('../features/trace/project-of-trace.ts')
    const projectId = await projectOfTrace(projectsOf(session), params.traceId)
    if (!projectId) throw notFound()
    throw redirect({
      to: '/project/$projectId/traces/$traceId',
      params: { projectId, ...params },
      replace: true,
    })
  },
  ...standalone,
})

/** Ways to look at a trace that an address names. */
const writtenLooks = ['log', 'graph'] as const
export type WrittenLook = (typeof writtenLooks)[number]

export const lookOf = ({ look }: Record<string, unknown>) => writtenLooks.find((name) => name === look)

const sharedTraceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/public/traces/$traceId',
  validateSearch: (search: Record<string, unknown>) => ({
    project: textOf(search, 'project') ?? '',
    observation: textOf(search, 'observation'),
    look: lookOf(search),
  }),
  component: lazyRouteComponent(() => import('../features/trace/shared-trace-page.tsx'), 'SharedTracePage'),
  ...standalone,
})

/** Pages that belong to no project. */
export const routesWithoutProject = [
  signInRoute,
  langfuseSignInRoute,
  invitationRoute,
  homeRoute,
  anyAccountRoute,
  anyProjectTraceRoute,
  sharedTraceRoute,
] as const
