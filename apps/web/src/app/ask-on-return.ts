import { focusManager, type QueryClient } from '@tanstack/react-query'
import { sessionQuery } from '../features/session/session.ts'

/**
 * Whoever comes back to a page may have been signed out meanwhile: the session is asked before all that is old by then, which
 * would only be refused.
 */
export function askSessionOnReturn(queryClient: QueryClient): void {
  const isSignedIn = async () => {
    // One that failed waits for somebody to look before it tries again, and would be waited for here.
    await queryClient.cancelQueries({ queryKey: sessionQuery.queryKey })
    return queryClient.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).then(
      ({ user }) => user !== null,
      // A server that is away is asked again by everything else.
      () => true,
    )
  }
  focusManager.setEventListener((setFocused) => {
    const look = async () => {
      if (document.hidden || !needsSession()) return setFocused(!document.hidden)
      setFocused(false)
      if (await isSignedIn()) setFocused(!document.hidden)
    }
    const onChange = () => void look()
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  })
}

/** Who is about to sign in, or reads what is public, waits for nobody. */
const needsSession = () => location.pathname.includes('/project/')

/** Once nothing is left on the page that a session would be needed for. */
export function goOnWithoutSession(): void {
  focusManager.setFocused(undefined)
}
