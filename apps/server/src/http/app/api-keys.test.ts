import type { createProjectApiKey, listProjectApiKeys, RouteResponse } from '@kansoku/contracts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { basic, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'
import { withRole } from '../../testing/with-role.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

const path = '/api/app/projects/cline-project/api-keys'

function ask(method: string, keyPath = path, body?: unknown) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  return server.fetch(keyPath, { method, headers, ...(body === undefined ? {} : { body }) })
}

async function create(note: string | null) {
  const answer = await ask('POST', path, { note })
  expect(answer.status).toBe(200)
  return (await answer.json()) as RouteResponse<typeof createProjectApiKey>
}

async function list() {
  return (await (await ask('GET')).json()) as RouteResponse<typeof listProjectApiKeys>
}

async function statusWith({ publicKey, secretKey }: { publicKey: string; secretKey: string }) {
  const headers = { authorization: basic(publicKey, secretKey) }
  return (await server.fetch('/api/public/projects', { headers })).status
}

test('a key works from its creation to its deletion, and its secret is told once', async () => {
  const { secretKey, ...key } = await create('  laptop of the workshop ')
  expect(key).toMatchObject({ note: 'laptop of the workshop', lastUsedAt: null })
  expect(key.publicKey).toMatch(/^pk-lf-[0-9a-f-]{36}$/)
  expect(await statusWith({ ...key, secretKey })).toBe(200)
  const listed = await list()
  expect(listed.apiKeys[0]).toEqual(key)
  expect(JSON.stringify(listed)).not.toContain(secretKey)

  expect((await ask('DELETE', `${path}/${key.id}`)).status).toBe(200)
  // Servers hear of it from the database.
  await vi.waitFor(async () => expect(await statusWith({ ...key, secretKey })).toBe(401))
  expect((await ask('DELETE', `${path}/${key.id}`)).status).toBe(404)
  expect((await ask('DELETE', `${path}/%00`)).status).toBe(400)
})

test('a blank note is none; a long one, or none named, is refused', async () => {
  expect((await create('  ')).note).toBeNull()
  expect((await create(null)).note).toBeNull()
  for (const body of [{ note: 'x'.repeat(201) }, { note: 'a\0b' }, { note: '\ud800' }, {}, { note: 5 }]) {
    expect((await ask('POST', path, body)).status).toBe(400)
  }
})

test('members see keys and can neither create nor delete them', async () => {
  const key = await create(null)
  await withRole(server, 'MEMBER', async () => {
    expect((await list()).mayChange).toBe(false)
    expect((await ask('POST', path, { note: null })).status).toBe(403)
    expect((await ask('DELETE', `${path}/${key.id}`)).status).toBe(403)
  })
  expect(await statusWith(key)).toBe(200)
})

test("another project's key is nobody's to delete", async () => {
  const authorization = await createOtherProject(server)
  const { rows } = await server.server.context.metadata.pool.query(
    'SELECT id FROM kansoku.api_keys WHERE project_id = $1',
    [otherProjectId],
  )
  expect((await ask('DELETE', `${path}/${rows[0].id}`)).status).toBe(404)
  const answer = await server.fetch('/api/public/projects', { headers: { authorization } })
  expect(answer.status).toBe(200)
})
