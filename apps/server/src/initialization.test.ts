import { initialize, recognizesSalt } from '@kansoku/platform'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { startTestServer, type TestServer, testEnvironment } from './testing/start-test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** Runs the initialization that these variables ask for, on the running server's store. */
function run(env: Record<string, string> = {}) {
  const { initialization } = readConfig(testEnvironment('/data', 'postgresql://x/y', env))
  if (!initialization) throw new Error('nothing to initialize')
  return initialize(server.server.context, initialization)
}

async function count(table: string): Promise<number> {
  const { db } = server.server.context.metadata
  const { rows } = await db.execute(
    sql`SELECT count(*)::int AS n FROM ${sql.identifier('kansoku')}.${sql.identifier(table)}`,
  )
  return Number(rows[0]?.n)
}

describe('headless initialization', () => {
  test('again changes nothing', async () => {
    expect(await run()).toEqual({ created: [], warnings: [] })
    expect(await count('organizations')).toBe(1)
  })

  test('keeps names and passwords that were set before', async () => {
    await run({ LANGFUSE_INIT_ORG_NAME: 'Other', LANGFUSE_INIT_USER_PASSWORD: 'other-password' })
    const { pool } = server.server.context.metadata
    const { rows } = await pool.query('SELECT name FROM kansoku.organizations')
    expect(rows).toEqual([{ name: 'Cline Organization' }])
    const signIn = (password: string) =>
      server.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        body: { email: 'admin@example.com', password },
      })
    expect((await signIn('password123')).status).toBe(200)
    expect((await signIn('other-password')).status).toBe(401)
  })

  test('says when another secret comes for a key that exists', async () => {
    const { warnings } = await run({ LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-other' })
    expect(warnings).toEqual([expect.stringContaining('LANGFUSE_INIT_PROJECT_SECRET_KEY')])
  })

  test('knows the salt that its keys were made with, and tells any other from it', async () => {
    const { context } = server.server
    const withSalt = (salt: string) => recognizesSalt({ ...context, salt })
    expect([await withSalt('mysalt'), await withSalt('other'), await withSalt('mysalt')]).toEqual([
      true,
      false,
      true,
    ])
    const { rows } = await context.metadata.pool.query('SELECT value FROM kansoku.settings')
    expect(JSON.stringify(rows)).not.toContain('mysalt')
  })

  test('from many servers at once creates everything once', async () => {
    const fresh = {
      LANGFUSE_INIT_ORG_ID: 'race-org',
      LANGFUSE_INIT_PROJECT_ID: 'race-project',
      LANGFUSE_INIT_PROJECT_PUBLIC_KEY: 'pk-lf-race',
      LANGFUSE_INIT_PROJECT_SECRET_KEY: 'sk-lf-race',
      LANGFUSE_INIT_USER_EMAIL: 'Race@Example.com',
    }
    const before = await count('users')
    const reports = await Promise.all(Array.from({ length: 8 }, () => run(fresh)))
    const created = reports.flatMap((report) => report.created).toSorted()
    expect(created).toEqual(['api key', 'membership', 'organization', 'project', 'user'])
    expect(await count('users')).toBe(before + 1)
  })

  test('moves a key to the project that now names it, and the gateway hears', async () => {
    const version = async () =>
      Number(
        (await server.server.context.metadata.pool.query('SELECT version FROM kansoku.versions')).rows[0]
          .version,
      )
    const before = await version()
    const { created } = await run({ LANGFUSE_INIT_PROJECT_ID: 'second-project' })
    expect(created).toEqual(['project', 'api key'])
    expect(await version()).toBe(before + 1)
    const { rows } = await server.server.context.metadata.pool.query(
      "SELECT project_id FROM kansoku.api_keys WHERE public_key = 'pk-lf-ac11f99d-904b-460b-b23d-d7022139e114'",
    )
    expect(rows).toEqual([{ project_id: 'second-project' }])
  })
})
