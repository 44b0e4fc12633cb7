import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server[Symbol.asyncDispose]())

test('the description of the API needs no key, as JSON and as YAML where clients of Langfuse look for it', async () => {
  const json = await fetch(`${server.server.url}/openapi.json`)
  const document = (await json.json()) as { openapi: string; paths: Record<string, object> }
  expect([json.status, document.openapi]).toEqual([200, '3.1.0'])
  expect(document.paths['/api/public/traces/{traceId}']).toHaveProperty('get.responses.404')
  expect(document.paths['/api/public/health']).toHaveProperty('get.security', [])
  const yaml = await fetch(`${server.server.url}/generated/api/openapi.yml`)
  expect(yaml.headers.get('content-type')).toMatch('application/yaml')
  expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0\n/)
})
