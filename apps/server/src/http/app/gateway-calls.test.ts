import type {
  getCallOfObservation,
  getCallTries,
  listGatewayCalls,
  listTraces,
  Route,
  RouteResponse,
} from '@kansoku/contracts'
import { createGatewayKey, regenerateGatewayKey } from '@kansoku/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOtherProject, otherProjectId } from '../../testing/other-project.ts'
import { shipCalls } from '../../testing/ship-calls.ts'
import { basicAuth, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer
let cookie: string
beforeAll(async () => {
  server = await startTestServer()
  cookie = await signIn(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

async function ask<R extends Route>(path: string, query: Readonly<Record<string, string>>) {
  const address = `/api/app/projects/cline-project/gateway-calls${path}?${new URLSearchParams(query)}`
  const answer = await server.fetch(address, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return (await answer.json()) as RouteResponse<R>
}

const now = Date.now()
const instant = (seconds: number) => new Date(now + seconds * 1000).toISOString()
const range = { from: instant(-3600), to: instant(3600) }

test('a call that a fallback saved is two rows of one key, whose tries are told in order', async () => {
  const { context } = server.server
  const { row: old } = await createGatewayKey(context, {
    changes: { key_alias: 'Cline of Aya', project_id: 'cline-project' },
    by: 'admin',
  })
  const { row: key } = await regenerateGatewayKey(context, { key: old.hash, changes: {}, by: 'admin' })
  const call = { traceId: 'saved', callId: 'call-1', key: old.hash, modelGroup: 'fast' }
  const failed = { status: 'failure', errorClass: 'RateLimitError', model: 'first' }
  await shipCalls(server, 'cline-project', [
    { ...call, ...failed, startedAt: instant(0), endedAt: instant(1) },
    { ...call, model: 'second', startedAt: instant(1), endedAt: instant(3), costDetails: { total: 0.25 } },
    { key: 'f'.repeat(64), startedAt: instant(-1) },
  ])
  await createOtherProject(server)
  await shipCalls(server, otherProjectId, [{ ...call, startedAt: instant(0) }])

  const all = await ask<typeof listGatewayCalls>('', range)
  expect(all).toMatchObject({ totalItems: 3, totalPages: 1 })
  expect(all.rows.map(({ model, keyName }) => [model, keyName])).toEqual([
    ['second', 'Cline of Aya'],
    ['first', 'Cline of Aya'],
    ['', null],
  ])
  const ofKey = await ask<typeof listGatewayCalls>('', { ...range, key: key.hash, status: 'success' })
  expect(ofKey.rows).toMatchObject([{ keyId: key.hash, model: 'second', duration: 2, cost: 0.25 }])

  const path = '/saved/tries'
  const { tries, hasTrace } = await ask<typeof getCallTries>(path, { at: instant(1), callId: 'call-1' })
  expect(hasTrace).toBe(false)
  expect(tries.map(({ model, errorClass }) => [model, errorClass])).toEqual([
    ['first', 'RateLimitError'],
    ['second', ''],
  ])
})

test('an observation leads to its call, with the key and all tries', async () => {
  const { context } = server.server
  const { row: key } = await createGatewayKey(context, {
    changes: { key_alias: 'Of the trace', project_id: 'cline-project' },
    by: 'admin',
  })
  const call = { traceId: 'told', callId: 'call-2', key: key.hash, modelGroup: 'fast' }
  await shipCalls(server, 'cline-project', [
    { ...call, observationId: 'first', startedAt: instant(0), status: 'failure', errorClass: 'Timeout' },
    { ...call, observationId: 'second', startedAt: instant(1), endedAt: instant(3) },
    { traceId: 'told', observationId: 'earlier', startedAt: instant(0) },
  ])
  const ofObservation = async (id: string) => {
    const path = `/api/app/projects/cline-project/traces/told/observations/${id}/gateway-call`
    const query = new URLSearchParams({ at: instant(1) })
    const answer = await server.fetch(`${path}?${query}`, { headers: { cookie } })
    return (await answer.json()) as RouteResponse<typeof getCallOfObservation>
  }
  const { call: told, tries } = await ofObservation('second')
  expect(told).toMatchObject({ keyId: key.hash, keyName: 'Of the trace', modelGroup: 'fast', duration: 2 })
  expect(tries.map(({ observationId, status }) => [observationId, status])).toEqual([
    ['first', 'failure'],
    ['second', 'success'],
  ])
  expect(await ofObservation('earlier')).toEqual({ call: null, tries: [] })
  expect(await ofObservation('unknown')).toEqual({ call: null, tries: [] })
})

test('statuses that do not exist are refused', async () => {
  const query = new URLSearchParams({ ...range, status: 'lost' })
  const address = `/api/app/projects/cline-project/gateway-calls?${query}`
  expect((await server.fetch(address, { headers: { cookie } })).status).toBe(400)
})

test('traces are found by a key, also by what it was before it was replaced', async () => {
  const { context } = server.server
  const { row: old } = await createGatewayKey(context, {
    changes: { key_alias: 'Replaced', project_id: 'cline-project' },
    by: 'admin',
  })
  const { row: key } = await regenerateGatewayKey(context, { key: old.hash, changes: {}, by: 'admin' })
  const batch = ['by-old', 'by-nobody'].map((id) => ({
    ...{ id: `event-${id}`, type: 'trace-create', timestamp: instant(0) },
    body: { id, name: id, timestamp: instant(0) },
  }))
  await server.fetch('/api/public/ingestion', {
    method: 'POST',
    headers: { authorization: basicAuth },
    body: { batch },
  })
  await shipCalls(server, 'cline-project', [{ traceId: 'by-old', key: old.hash, team: 'red' }])
  const namesBy = async (column: string, value: string) => {
    const filter = JSON.stringify([{ type: 'stringOptions', column, operator: 'any of', value: [value] }])
    const query = new URLSearchParams({ ...range, filter })
    const answer = await server.fetch(`/api/app/projects/cline-project/traces?${query}`, {
      headers: { cookie },
    })
    const { rows } = (await answer.json()) as RouteResponse<typeof listTraces>
    return rows.map(({ name }) => name)
  }
  expect(await namesBy('virtualKey', key.hash)).toEqual(['by-old'])
  expect(await namesBy('team', 'red')).toEqual(['by-old'])
  expect(await namesBy('virtualKey', 'f'.repeat(64))).toEqual([])
})
