import type { listProjectCustomers, RouteResponse } from '@kansoku/contracts'
import { createGatewayBudget } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { shipCalls } from '../../testing/ship-calls.ts'
import { signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const customers = '/api/app/projects/cline-project/customers'

async function ask<T = unknown>(method: string, path: string, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

const list = async () => (await ask<RouteResponse<typeof listProjectCustomers>>('GET', customers)).body
const find = async (id: string) => (await list()).customers.find((one) => one.id === id)

test('a customer is made with limits, changed, blocked and forgotten', async () => {
  const wishes = { alias: 'Acme', maxBudget: 20, budgetDuration: '30d', rpmLimit: 60 }
  expect((await ask('POST', customers, { id: 'acme', ...wishes })).status).toBe(200)
  expect((await ask('POST', customers, { id: 'acme' })).status).toBe(400)
  expect(await list()).toMatchObject({
    customers: [
      { id: 'acme', ...wishes, isKept: true, isBlocked: false, spend: 0, recent: { calls: 0, spend: 0 } },
    ],
    ...{ hasMore: false, mayChange: true },
  })
  await ask('PATCH', `${customers}/acme`, { isBlocked: true, maxBudget: null, budgetDuration: null })
  expect(await find('acme')).toMatchObject({ alias: 'Acme', isBlocked: true, maxBudget: null, rpmLimit: 60 })
  expect((await ask('DELETE', `${customers}/acme`)).status).toBe(200)
  expect(await find('acme')).toBeUndefined()
  expect((await ask('DELETE', `${customers}/acme`)).status).toBe(404)
})

test('customers that calls name are listed, and limited without being made first', async () => {
  await shipCalls(server, 'cline-project', [
    { endUser: 'walk-in', costDetails: { total: 0.5 } },
    { endUser: 'walk-in', costDetails: { total: 0.25 } },
    { costDetails: { total: 9 } },
  ])
  const recent = { calls: 2, spend: 0.75 }
  expect(await find('walk-in')).toMatchObject({ isKept: false, maxBudget: null, recent })
  expect((await list()).customers.map(({ id }) => id)).not.toContain('')
  await createGatewayBudget(server.server.context, { id: 'small', limits: { max_budget: 1 }, by: 'admin' })
  expect((await ask('PATCH', `${customers}/walk-in`, { budgetId: 'small' })).status).toBe(200)
  expect(await find('walk-in')).toMatchObject({
    ...{ isKept: true, budgetId: 'small', maxBudget: 1, own: { maxBudget: null }, spend: 0.75, recent },
  })
  expect((await ask('PATCH', `${customers}/walk-in`, { budgetId: 'nobody has made it' })).status).toBe(400)
})

test('members see customers and change none', async () => {
  await withRole(server, 'MEMBER', async () => {
    expect(await list()).toMatchObject({ mayChange: false })
    expect((await ask('POST', customers, { id: 'mine' })).status).toBe(403)
    expect((await ask('PATCH', `${customers}/walk-in`, { isBlocked: true })).status).toBe(403)
    expect((await ask('DELETE', `${customers}/walk-in`)).status).toBe(403)
  })
})

test('what is said of customers is for the default project, their calls for the one where they landed', async () => {
  await createOtherProject(server)
  await shipCalls(server, otherProjectId, [{ endUser: 'theirs', costDetails: { total: 1 } }])
  const { customers: seen, mayChange } = await list()
  expect(mayChange).toBe(false)
  expect(seen).toMatchObject([{ id: 'walk-in', isKept: false, budgetId: null, recent: { calls: 2 } }])
  expect((await ask('PATCH', `${customers}/walk-in`, { isBlocked: true })).status).toBe(403)
})
