import type { AnyRouter } from '@tanstack/react-router'

/**
 * Begins to load the code of the page that the address names beside the language and the session: the router itself does
 * so only once it knows that the page may be opened.
 */
export function loadOpenedPage(router: AnyRouter): void {
  for (const { routeId } of router.matchRoutes(router.latestLocation)) {
    // What goes wrong is told when the page is shown.
    void router.routesById[routeId]?.options.component?.preload?.()
  }
}
