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

function bodiesOfCustomers(prefix: string): Readonly<Record<string, Ask>> {
  const one = { body: { user_id: 'tenancy' } }
  const some = { body: { user_ids: ['tenancy'] } }
  return {
    [`POST ${prefix}/new`]: one,
    [`POST ${prefix}/update`]: one,
    [`GET ${prefix}/info`]: { query: { end_user_id: 'tenancy' } },
    [`POST ${prefix}/block`]: some,
    [`POST ${prefix}/unblock`]: some,
    [`POST ${prefix}/delete`]: some,
  }
}

const bodies: Readonly<Record<string, Ask>> = {
  'POST /key/generate': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/update': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/bulk_update': { body: { keys: [{ key: 'sk-of-the-tenancy-table' }] } },
  'POST /key/block': { body: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/unblock': { body: { key: 'sk-of-the-tenancy-table' } },
  'GET /key/info': { query: { key: 'sk-of-the-tenancy-table' } },
  'POST /key/:key/regenerate': {
    ids: { key: 'sk-of-the-tenancy-table' },
    body: { new_key: 'sk-of-the-tenancy-table-2' },
  },
  'POST /key/regenerate': {
    body: { key: 'sk-of-the-tenancy-table-2', new_key: 'sk-of-the-tenancy-table-3' },
  },
  'POST /v2/key/info': { body: { keys: ['sk-of-the-tenancy-table-3'] } },
  'POST /key/:key/reset_spend': { ids: { key: 'sk-of-the-tenancy-table-3' }, body: { reset_to: 0 } },
  'POST /key/delete': { body: { keys: ['sk-of-the-tenancy-table-3'] } },
  'POST /key/health': { body: {} },
  'POST /budget/new': { body: { budget_id: 'tenancy', max_budget: 1 } },
  'POST /budget/update': { body: { budget_id: 'tenancy', max_budget: 2 } },
  'GET /budget/settings': { query: { budget_id: 'tenancy' } },
  'POST /budget/info': { body: { budgets: ['tenancy'] } },
  'POST /organization/new': { body: { organization_id: 'tenancy', organization_alias: 'Tenancy' } },
  'PATCH /organization/update': { body: { organization_id: 'tenancy', models: ['fast'] } },
  'POST /organization/member_add': {
    body: { organization_id: 'tenancy', member: { user_id: 'of-tenancy', role: 'org_admin' } },
  },
  'PATCH /organization/member_update': {
    body: { organization_id: 'tenancy', user_id: 'of-tenancy', role: 'internal_user' },
  },
  'DELETE /organization/member_delete': { body: { organization_id: 'tenancy', user_id: 'of-tenancy' } },
  'GET /organization/info': { query: { organization_id: 'tenancy' } },
  'POST /team/new': { body: { team_id: 'tenancy', organization_id: 'tenancy' } },
  'POST /key/service-account/generate': { body: { team_id: 'tenancy' } },
  'POST /team/update': { body: { team_id: 'tenancy', models: ['fast', 'smart'] } },
  'POST /team/model/add': { body: { team_id: 'tenancy', models: ['slow'] } },
  'POST /team/model/delete': { body: { team_id: 'tenancy', models: ['slow'] } },
  'POST /team/:team_id/callback': {
    ids: { team_id: 'tenancy' },
    body: {
      callback_name: 'langfuse',
      callback_vars: { langfuse_public_key: 'pk', langfuse_secret_key: 'sk' },
    },
  },
  'GET /team/permissions_list': { query: { team_id: 'tenancy' } },
  'POST /team/permissions_update': {
    body: { team_id: 'tenancy', team_member_permissions: ['/key/info'] },
  },
  'GET /team/:team_id/callback': { ids: { team_id: 'tenancy' } },
  'POST /team/:team_id/disable_logging': { ids: { team_id: 'tenancy' } },
  'POST /team/block': { body: { team_id: 'tenancy' } },
  'POST /team/unblock': { body: { team_id: 'tenancy' } },
  'GET /team/info': { query: { team_id: 'tenancy' } },
  'POST /user/new': { body: { user_id: 'tenancy' } },
  'POST /user/update': { body: { user_id: 'tenancy', user_alias: 'Tenancy' } },
  'GET /user/info': { query: { user_id: 'tenancy' } },
  'POST /user/bulk_update': { body: { users: [{ user_id: 'tenancy' }] } },
  'GET /v2/user/info': { query: { user_id: 'tenancy' } },
  'POST /team/bulk_member_add': { body: { team_id: 'tenancy', members: [{ user_id: 'of-many' }] } },
  'POST /team/member_add': { body: { team_id: 'tenancy', member: { user_id: 'tenancy' } } },
  'POST /team/member_update': { body: { team_id: 'tenancy', user_id: 'tenancy', max_budget_in_team: 1 } },
  'POST /team/member_delete': { body: { team_id: 'tenancy', user_id: 'tenancy' } },
  'POST /user/delete': { body: { user_ids: ['tenancy'] } },
  'POST /team/delete': { body: { team_ids: ['tenancy'] } },
  'DELETE /organization/delete': { body: { organization_ids: ['tenancy'] } },
  'POST /budget/delete': { body: { id: 'tenancy' } },
  'POST /project/new': { body: { project_id: 'of-tenancy', project_alias: 'Tenancy' } },
  'POST /project/update': { body: { project_id: 'of-tenancy', project_alias: 'Renamed' } },
  'GET /project/info': { query: { project_id: 'of-tenancy' } },
  'DELETE /project/delete': { body: { project_ids: ['of-tenancy'] } },
  'POST /model/new': {
    body: { model_name: 'm', litellm_params: { model: 'openai/m' }, model_info: { id: 'tenancy' } },
  },
  'POST /model/update': { body: { model_info: { id: 'tenancy' } } },
  'PATCH /model/:id/update': { ids: { id: 'tenancy' }, body: { model_name: 'n' } },
  'POST /model/delete': { body: { id: 'tenancy' } },
  'POST /tag/new': { body: { name: 'tenancy' } },
  'POST /tag/update': { body: { name: 'tenancy', max_budget: 1 } },
  'POST /tag/info': { body: { names: ['tenancy'] } },
  'POST /tag/delete': { body: { name: 'tenancy' } },
  'POST /global/spend/end_users': { body: {} },
  'POST /global/predict/spend/logs': { body: { data: [{ date: '2026-11-01', spend: 1 }] } },
  ...bodiesOfCustomers('/customer'),
  ...bodiesOfCustomers('/end_user'),
}

/** Routes that a virtual key may ask about itself, and what an unknown one gets. */
const openToKeys: Readonly<Record<string, number>> = {
  '/key/info': 404,
  '/key/health': 200,
  '/team/info': 404,
  '/team/available': 404,
  '/user/info': 404,
  '/v2/user/info': 404,
}

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
