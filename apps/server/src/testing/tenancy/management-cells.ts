import { managementPrefix, managementRoutes, type Route } from '@kansoku/contracts'
import { expect } from 'vitest'
import { basic, internalSecret } from '../start-test-server.ts'
import { authorized, type Cell, type Cells, type Door } from './cell.ts'
import type { Ask } from './row.ts'

/** A virtual key that does not exist and may look at itself alone. */
const unknown = 'a'.repeat(64)
const asGateway = (caller: string) => ({
  ...authorized(`Bearer ${internalSecret}`),
  'x-kansoku-caller': caller,
})

const refusal = (message: string, status = 401) => ({
  status,
  body: { error: { message, type: expect.any(String), param: null, code: String(status) } },
})
const noHeader = refusal('No authorization header')
const wrongSecret = refusal(
  'The shared secret is not the one of this server Set the same KANSOKU_INTERNAL_SECRET for server and gateway.',
)

const refused: readonly Cell[] = [
  { who: 'nobody', headers: () => ({}), expected: () => noHeader },
  {
    who: "the owner's session",
    headers: ({ cookies }) => ({ cookie: cookies.owner }),
    expected: () => noHeader,
  },
  { who: 'a wrong secret', headers: () => authorized('Bearer wrong'), expected: () => wrongSecret },
  {
    who: "a project's key",
    headers: ({ first }) => authorized(basic(first.publicKey, first.secretKey)),
    expected: () => wrongSecret,
  },
  {
    who: 'a gateway that does not say for whom',
    headers: () => authorized(`Bearer ${internalSecret}`),
    expected: () => ({ status: 400 }),
  },
]

const bodies: Readonly<Record<string, Ask>> = {
  'POST /key/generate': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/update': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/block': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/unblock': { body: { key: 'sk-of-the-tenancy-table' } },
  'GET /key/info': { query: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/:key/regenerate': {
    ids: { key: 'sk-of-the-tenancy-table' },
    body: { new_key: 'sk-of-the-tenancy-table-2' },
  },
  'POST /key/delete': { body: { keys: ['sk-of-the-tenancy-table-2'] } },
  'POST /key/health': { body: {} },
}

/** Routes that a virtual key may ask about itself, and what an unknown one gets. */
const openToKeys: Readonly<Record<string, number>> = { '/key/info': 404, '/key/health': 200 }

const order = Object.keys(bodies)
const byOrder = (a: Route, b: Route) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b))

/** In an order in which the key that the first one makes lives until the last one. */
export const managementRows: readonly Door[] = [...managementRoutes].sort(byOrder).map((route) => ({
  row: { route: `${route.method} ${managementPrefix}${route.path}`, ask: () => bodies[nameOf(route)] ?? {} },
  cells: cellsOf(route),
}))

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`
}

function cellsOf({ path }: Route): Cells {
  const byKey: Cell = {
    who: 'a virtual key',
    headers: () => asGateway(`key:${unknown}`),
    expected: () => ({ status: openToKeys[path] ?? 403 }),
  }
  const own: Cell = {
    who: 'the holder of the master key',
    headers: () => asGateway('proxy_admin'),
    expected: () => ({ status: 200 }),
  }
  return { refused, foreign: [byKey], own: [own] }
}
