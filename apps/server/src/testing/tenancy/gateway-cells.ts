import { basic, internalSecret } from '../start-test-server.ts'
import { authorized, type Cell, type Cells, type Door } from './cell.ts'

const noHeader = { code: 'no_authorization_header', message: 'No authorization header' }
const wrongSecret = {
  code: 'invalid_credentials',
  message: 'The shared secret is not the one of this server',
  remedy: 'Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
}

const refused: readonly [who: string, headers: Cell['headers'], body: object][] = [
  ['nobody', () => ({}), noHeader],
  ["the owner's session", ({ cookies }) => ({ cookie: cookies.owner }), noHeader],
  ['a wrong secret', () => authorized('Bearer wrong'), wrongSecret],
  ['the secret without its scheme', () => authorized(internalSecret), wrongSecret],
  ["a project's key", ({ first }) => authorized(basic(first.publicKey, first.secretKey)), wrongSecret],
  ["a project's public key", ({ first }) => authorized(`Bearer ${first.publicKey}`), wrongSecret],
]

export const gatewayRows: readonly Door['row'][] = [
  { route: 'GET /api/internal/gateway/snapshot' },
  { route: 'GET /api/internal/gateway/changes', ask: () => ({ query: { after: '0' } }) },
  { route: 'POST /api/internal/gateway/calls', ask: () => ({ body: { batches: [] } }) },
]

/** Cells of a route that only gateways use, under the secret that they share with the server. */
export function gatewayCells(): Cells {
  const refusals = refused.map(
    ([who, headers, body]): Cell => ({ who, headers, expected: () => ({ status: 401, body }) }),
  )
  const own: Cell = {
    who: 'a gateway',
    headers: () => authorized(`Bearer ${internalSecret}`),
    expected: () => ({ status: 200 }),
  }
  return { refused: refusals, foreign: [], own: [own] }
}
