import { afterAll, beforeAll, expect, test } from 'vitest'
import { basicAuth, startTestServer, type TestServer } from '../../testing/start-test-server.ts'

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

interface PostmanRequest {
  readonly name: string
  readonly request: {
    readonly method: string
    readonly url: { readonly raw: string; readonly variable: readonly { key: string; value: string }[] }
    readonly body?: { readonly raw: string }
  }
}

test('every request of the Postman collection is understood by the server that gave it', async () => {
  const { url } = server.server
  const answer = await server.fetch('/generated/postman/collection.json')
  const { variable, item } = (await answer.json()) as {
    variable: { key: string; value: string }[]
    item: { item: PostmanRequest[] }[]
  }
  expect(variable).toContainEqual({ key: 'baseUrl', value: url, type: 'string' })
  const headers = { authorization: basicAuth }
  const refused: string[] = []
  for (const { name, request } of item.flatMap((folder) => folder.item)) {
    const { method, body } = request
    const path = request.url.variable.reduce(
      (raw, { key, value }) => raw.replace(`:${key}`, value),
      request.url.raw.replace('{{baseUrl}}', ''),
    )
    const { status } = await server.fetch(path, { method, headers, ...(body && { body: body.raw }) })
    // What an example names by its id need not exist.
    if (status >= 300 && status !== 404) refused.push(`${name}: ${status}`)
  }
  expect(refused).toEqual([])
})
