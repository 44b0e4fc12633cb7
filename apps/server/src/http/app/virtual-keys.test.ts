import type { createVirtualKey, listVirtualKeys, RouteResponse } from '@kansoku/contracts'
import { createGatewayBudget, createGatewayKey, resetKeySpend } from '@kansoku/platform'
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

const path = '/api/app/projects/cline-project/virtual-keys'
type Created = RouteResponse<typeof createVirtualKey>

async function ask<T = unknown>(method: string, keyPath = path, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(keyPath, { method, headers, ...(body === undefined ? {} : { body }) })
  return { status: answer.status, body: (await answer.json()) as T }
}

const list = async () => (await ask<RouteResponse<typeof listVirtualKeys>>('GET')).body

test('a key shows the limits of its budget with a name, under its own', async () => {
  const { context } = server.server
  await createGatewayBudget(context, {
    id: 'shared',
    limits: { max_budget: 5, budget_duration: '1d', rpm_limit: 9 },
    by: 'admin',
  })
  const { row } = await createGatewayKey(context, {
    changes: { budget_id: 'shared', rpm_limit: 3, project_id: 'cline-project' },
    by: 'admin',
  })
  expect((await list()).keys.find(({ id }) => id === row.hash)).toMatchObject({
    ...{ maxBudget: 5, budgetDuration: '1d', budgetResetAt: expect.any(String), rpmLimit: 3 },
  })
  await ask('DELETE', `${path}/${row.hash}`)

  const { body: created } = await ask<Created>('POST', path, { budgetId: 'shared' })
  expect(created).toMatchObject({ budgetId: 'shared', maxBudget: 5, rpmLimit: 9 })
  expect(created).toMatchObject({ own: { maxBudget: null, rpmLimit: null } })
  const one = `${path}/${created.id}`
  expect((await ask('PATCH', one, { budgetId: null })).body).toMatchObject({
    budgetId: null,
    maxBudget: null,
  })
  const unknown = await ask('PATCH', one, { budgetId: 'nobody has made it' })
  expect(unknown.status).toBe(400)
  expect(unknown.body).toMatchObject({ message: expect.stringContaining('nobody has made it') })
  await ask('DELETE', one)
})

test('a key is made with limits, told once, changed, replaced and deleted', async () => {
  const wishes = {
    alias: 'Cline of Aya',
    models: ['claude-*'],
    maxBudget: 10,
    budgetDuration: '7d',
    rpmLimit: 60,
    expiresIn: '90d',
  }
  const { body: created } = await ask<Created>('POST', path, wishes)
  const { key, ...shown } = created
  expect(key).toMatch(/^sk-[\w-]{20,}$/)
  expect(shown).toMatchObject({
    alias: 'Cline of Aya',
    models: ['claude-*'],
    spend: 0,
    maxBudget: 10,
    budgetDuration: '7d',
    budgetResetAt: expect.any(String),
    rpmLimit: 60,
    tpmLimit: null,
    isBlocked: false,
    expiresAt: expect.any(String),
  })
  expect((await list()).keys[0]).toEqual(shown)

  const one = `${path}/${shown.id}`
  const { body: changed } = await ask('PATCH', one, { isBlocked: true, maxBudget: null, expiresIn: null })
  expect(changed).toEqual({
    ...shown,
    ...{ isBlocked: true, maxBudget: null, budgetResetAt: null, expiresAt: null },
    own: { maxBudget: null, budgetDuration: '7d', rpmLimit: 60, tpmLimit: null },
  })

  const { body: rotated } = await ask<Created>('POST', `${one}/rotate`)
  expect(rotated.key).not.toBe(key)
  expect(rotated).toMatchObject({ alias: 'Cline of Aya', isBlocked: true })
  expect((await ask('DELETE', one)).status).toBe(404)
  expect((await ask('DELETE', `${path}/${rotated.id}`)).status).toBe(200)
  expect((await list()).keys).toEqual([])
})

test('a key has spent what its calls cost, from where an admin has reset it', async () => {
  const { body: key } = await ask<Created>('POST', path, { alias: 'Reset' })
  await shipCalls(server, 'cline-project', [{ key: key.id, costDetails: { total: 0.5 } }])
  expect((await list()).keys[0]).toMatchObject({ alias: 'Reset', spend: 0.5 })
  await resetKeySpend(server.server.context, { key: key.id, to: 0.2, by: 'admin' })
  expect((await list()).keys[0]).toMatchObject({ alias: 'Reset', spend: 0.2 })
  await ask('DELETE', `${path}/${key.id}`)
})

test.each([
  { maxBudget: -1 },
  { budgetDuration: 'soon' },
  { rpmLimit: 1.5 },
  { alias: '' },
  { models: 'all' },
])('%j is refused', async (body) => {
  expect((await ask('POST', path, body)).status).toBe(400)
})

test('an alias that is taken is refused with a reason', async () => {
  await ask('POST', path, { alias: 'taken' })
  const { status, body } = await ask('POST', path, { alias: 'taken' })
  expect(status).toBe(400)
  expect(body).toMatchObject({ message: expect.stringContaining("alias 'taken' already exists") })
})

test('keys without a project are those of the default one; those of another project are nobody else’s', async () => {
  const { context } = server.server
  const make = (key_alias: string, project_id?: string) =>
    createGatewayKey(context, { changes: { key_alias, ...(project_id ? { project_id } : {}) }, by: 'admin' })
  await make('without a project')
  const aliases = async () => (await list()).keys.map(({ alias }) => alias)
  expect(await aliases()).toContain('without a project')
  await createOtherProject(server)
  const { row } = await make('of another', otherProjectId)
  expect(await aliases()).not.toContain('of another')
  expect((await ask('PATCH', `${path}/${row.hash}`, { isBlocked: true })).status).toBe(404)
  expect((await ask('POST', `${path}/${row.hash}/rotate`)).status).toBe(404)
  expect((await ask('DELETE', `${path}/${row.hash}`)).status).toBe(404)
})

test('members see keys and change none', async () => {
  const { keys } = await list()
  await withRole(server, 'MEMBER', async () => {
    expect((await list()).mayChange).toBe(false)
    expect((await ask('POST', path, {})).status).toBe(403)
    expect((await ask('PATCH', `${path}/${keys[0]?.id}`, { isBlocked: true })).status).toBe(403)
  })
})
