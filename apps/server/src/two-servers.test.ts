import { type SpawnedClickHouseEmulator, spawnClickHouseEmulator } from '@kansoku/emulators'
import { startTestPostgres, type TestPostgres } from '@kansoku/storage/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type ProjectClient, projectClient } from './testing/project-client.ts'
import { event } from './testing/read-server.ts'
import { basicAuth, signIn, startTestServer, type TestServer } from './testing/start-test-server.ts'

let postgres: TestPostgres
let clickhouse: SpawnedClickHouseEmulator
let servers: [TestServer, TestServer]
beforeAll(async () => {
  postgres = await startTestPostgres()
  clickhouse = await spawnClickHouseEmulator()
  const env = { CLICKHOUSE_URL: clickhouse.url }
  servers = await Promise.all([startTestServer(env, {}, postgres), startTestServer(env, {}, postgres)])
})
afterAll(async () => {
  for (const server of servers ?? []) await server[Symbol.asyncDispose]()
  await clickhouse?.[Symbol.asyncDispose]()
  await postgres?.stop()
})

const ingest = (server: TestServer, id: string) =>
  server.fetch('/api/public/ingestion', {
    method: 'POST',
    headers: { authorization: basicAuth },
    body: {
      batch: [
        { id: `e-${id}`, type: 'trace-create', timestamp: new Date().toISOString(), body: { id, name: id } },
      ],
    },
  })

describe('two servers on one ClickHouse and one Postgres', () => {
  test('started at the same moment, initialize once', async () => {
    const { rows } = await servers[0].server.context.metadata.pool.query(
      'SELECT count(*)::int AS users FROM kansoku.users',
    )
    expect(rows).toEqual([{ users: 1 }])
    for (const server of servers) {
      const answer = await server.fetch('/api/public/projects', { headers: { authorization: basicAuth } })
      expect(answer.status).toBe(200)
    }
  })

  test('what one acknowledges the other can read', async () => {
    expect((await ingest(servers[0], 't-read')).status).toBe(207)
    const answer = await servers[1].fetch('/api/public/traces/t-read', {
      headers: { authorization: basicAuth },
    })
    expect(await answer.json()).toMatchObject({ id: 't-read', name: 't-read' })
  })

  test('share sessions, and a page open at one hears of what the other stores', async () => {
    const cookie = await signIn(servers[0])
    const leave = new AbortController()
    const answer = await servers[1].fetch('/api/app/projects/cline-project/live', {
      headers: { cookie },
      signal: leave.signal,
    })
    expect(answer.status).toBe(200)
    await ingest(servers[0], 't-far')
    let text = ''
    for await (const chunk of answer.body?.values({ preventCancel: true }) ?? []) {
      text += new TextDecoder().decode(chunk)
      if (text.includes('t-far')) break
    }
    expect(text).toContain('event: traces')
    leave.abort()
  })

  test('a model that is defined at one prices what the other stores, until it is deleted', async () => {
    const [here, there] = servers.map((server) => projectClient(server)) as [ProjectClient, ProjectClient]
    let tries = 0
    /** Announcements take a moment to arrive. */
    const untilCosts = async (cost: number | null) => {
      await vi.waitFor(async () => {
        tries += 1
        const generation = { id: `g${tries}`, model: 'house-model', usageDetails: { input: 10 } }
        await there.post('/ingestion', { batch: [event('generation-create', generation)] })
        const { body } = await there.get(`/observations/g${tries}`)
        expect(body.calculatedTotalCost).toBe(cost)
      }, 10_000)
    }
    await untilCosts(null)
    const definition = { modelName: 'house', matchPattern: '^house-model$', unit: 'TOKENS', inputPrice: 0.5 }
    const { body: model } = await here.post('/models', definition)
    await untilCosts(5)
    expect((await there.delete(`/models/${model.id}`)).status).toBe(200)
    await untilCosts(null)
  })

  test('a score config that is archived at one takes no more scores at the other', async () => {
    const [here, there] = servers.map((server) => projectClient(server)) as [ProjectClient, ProjectClient]
    const { body: config } = await here.post('/score-configs', { name: 'Stars', dataType: 'NUMERIC' })
    const rate = () => there.post('/scores', { traceId: 't', name: 'n', value: 1, configId: config.id })
    expect((await rate()).status).toBe(200)
    await here.patch(`/score-configs/${config.id}`, { isArchived: true })
    await vi.waitFor(async () => expect((await rate()).status).toBe(400), 5_000)
  })

  test('answer 503 without naming the host while the store is down', async () => {
    await clickhouse[Symbol.asyncDispose]()
    const answer = await ingest(servers[0], 't-lost')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBeTruthy()
    expect(await answer.text()).not.toMatch(/127\.0\.0\.1|ECONN|clickhouse/i)
  })
})
