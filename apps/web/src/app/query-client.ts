import { QueryCache, QueryClient } from '@tanstack/react-query'
import { sessionKey } from '../features/session/session.ts'
import { isPassing, isStatus } from '../lib/api.ts'

/** A 401 in the middle of work means that the session ended: the session is asked again, and the page follows. */
function onError(error: unknown): void {
  if (isStatus(error, 401)) void queryClient.invalidateQueries({ queryKey: sessionKey })
}

export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  defaultOptions: {
    queries: {
      // The server may be on this very machine: what the browser thinks of the network does not matter.
      networkMode: 'always',
      staleTime: 5_000,
      retry: (failures, error) => isPassing(error) && failures < 2,
      retryDelay: (failures) => 400 * 2 ** failures,
    },
    mutations: { networkMode: 'always' },
  },
})
