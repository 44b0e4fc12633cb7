import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { listGatewayModels, RouteResponse, testGatewayModel } from '@kansoku/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { internalSecret, signIn, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

const deployment = {
  ...{ id: 'fast-1', group: 'fast', model: 'gpt-4o-mini', provider: 'openai', region: null },
  ...{ inputPrice: 0.000001, outputPrice: null, cacheReadPrice: null, maxInputTokens: 128_000 },
  ...{ fallbacks: ['large'], isResting: false },
}

/** What a gateway answers on the paths of its internal API. */
let gateway: Server
let server: TestServer
let cookie: string
beforeAll(async () => {
  gateway = createServer((request, response) => {
    const isKnown = request.headers.authorization === `Bearer ${internalSecret}`
    const isTest = request.method === 'POST' && request.url === '/internal/deployments/test'
    const body = isTest
      ? { error: null, seconds: 0.4 }
      : { deployments: [{ ...deployment, api_key: 'sk-hidden' }] }
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.address() as AddressInfo
  server = await startTestServer({ KANSOKU_GATEWAY_URL: `http://127.0.0.1:${port}/` })
  cookie = await signIn(server)
}, 60_000)
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  gateway?.close()
})

const path = '/api/app/projects/cline-project/gateway-models'

async function ask<T>(method: string, suffix = '', body?: object) {
  const headers = { cookie, origin: new URL(server.server.url).origin }
  const answer = await server.fetch(`${path}${suffix}`, { method, headers, ...(body ? { body } : {}) })
  return { status: answer.status, body: (await answer.json()) as T }
}

type Listed = RouteResponse<typeof listGatewayModels>

test('models of the gateway are shown as it tells them, and nothing else that it says', async () => {
  const { body } = await ask<Listed>('GET')
  expect(body).toEqual({ isReachable: true, deployments: [deployment], mayTest: true })
})

test('who may give out keys has a model tested; members see models only', async () => {
  const setRole = (role: string) =>
    server.server.context.metadata.pool.query('UPDATE kansoku.organization_memberships SET role = $1', [role])
  const tested = await ask<RouteResponse<typeof testGatewayModel>>('POST', '/test', { id: 'fast-1' })
  expect(tested.body).toEqual({ error: null, seconds: 0.4 })
  await setRole('MEMBER')
  expect((await ask<Listed>('GET')).body.mayTest).toBe(false)
  expect((await ask('POST', '/test', { id: 'fast-1' })).status).toBe(403)
  await setRole('OWNER')
})

test('a gateway that is away leaves the page without models', async () => {
  gateway.closeAllConnections()
  await new Promise((resolve) => gateway.close(resolve))
  expect((await ask<Listed>('GET')).body).toMatchObject({ isReachable: false, deployments: [] })
  const { body } = await ask<RouteResponse<typeof testGatewayModel>>('POST', '/test', { id: 'fast-1' })
  expect(body.error).toBe('The gateway does not answer')
})
