import type { AnyRouter } from '@tanstack/react-router'
import { readStored } from '../lib/stored-value.ts'

/** Of a route: asks for data that its page begins with. What goes wrong is told when the page is shown. */
type AskEarly = (
  params: Readonly<Record<string, string>>,
  search: Readonly<Record<string, unknown>>,
) => unknown

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    readonly askEarly?: AskEarly
  }
}

/**
 * Begins to load the code of the page that the address names and its first data, beside the language and the session: the
 * router itself does so only once it knows that the page may be opened. Data is asked for early in the project alone that
 * was open last in this browser: others may be closed to the reader.
 */
export function loadOpenedPage(router: AnyRouter): void {
  const lastProject = readStored('project')
  for (const { routeId, params, search, staticData } of router.matchRoutes(router.latestLocation)) {
    // What goes wrong is told when the page is shown.
    void router.routesById[routeId]?.options.component?.preload?.()
    if (params.projectId !== undefined && params.projectId === lastProject) {
      staticData?.askEarly?.(params, search)
    }
  }
}
