import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { basicAuth, signIn, startTestServer, type TestServer } from '../testing/start-test-server.ts'

const prefix = '/proxy/3000'
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'code.example.com' }

let webDir: string
let server: TestServer
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'kansoku-web-'))
  for (const file of ['index.html', 'api-reference.html']) {
    await writeFile(join(webDir, file), '<meta name="base-path" content="./"><script src="./x.js"></script>')
  }
  await writeFile(join(webDir, 'favicon.svg'), '<svg/>')
  server = await startTestServer({ BASE_PATH: prefix }, { webDir })
})
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await rm(webDir, { recursive: true, force: true })
})

test.each(['', prefix])('what asks below "%s" reaches pages, files and APIs', async (start) => {
  for (const path of ['/', '/api-reference', '/project/p/traces/t', '/favicon.svg', '/api/public/health']) {
    const answer = await server.fetch(start + path)
    expect([path, answer.status]).toEqual([path, 200])
  }
  const missing = await server.fetch(`${start}/api/public/nothing`)
  expect(missing.status).toBe(404)
})

test.each(['/', prefix, `${prefix}/project/p/traces/t?tab=raw`, '/api-reference', '/index.html'])(
  'the page at %s asks for everything below the prefix, under the same rules',
  async (path) => {
    const answer = await server.fetch(path)
    expect(await answer.text()).toBe(
      `<meta name="base-path" content="${prefix}/"><script src="${prefix}/x.js"></script>`,
    )
    expect(answer.headers.get('content-security-policy')).toMatch(/script-src 'self';/)
  },
)

test('the descriptions of the API lead below the prefix', async () => {
  const document = await (await server.fetch('/openapi.json')).json()
  expect(document).toMatchObject({ servers: [{ url: prefix }] })
  const collection = await server.fetch('/generated/postman/collection.json', { headers: forwarded })
  expect(await collection.json()).toMatchObject({
    variable: expect.arrayContaining([
      expect.objectContaining({ key: 'baseUrl', value: `https://code.example.com${prefix}` }),
    ]),
  })
})

test('a file is uploaded to an address below the prefix, which holds at the server itself too', async () => {
  const content = 'a picture'
  const sha256Hash = createHash('sha256').update(content).digest('base64')
  const asked = await server.fetch(`${prefix}/api/public/media`, {
    method: 'POST',
    headers: { authorization: basicAuth, ...forwarded },
    body: {
      traceId: 'trace-1',
      contentType: 'image/png',
      contentLength: content.length,
      sha256Hash,
      field: 'input',
    },
  })
  const { uploadUrl } = (await asked.json()) as { uploadUrl: string }
  const { origin, pathname, search } = new URL(uploadUrl)
  expect([origin, pathname.startsWith(`${prefix}/api/public/`)]).toEqual(['https://code.example.com', true])
  const sent = await server.fetch(pathname + search, {
    method: 'PUT',
    headers: { 'content-type': 'image/png', 'x-amz-checksum-sha256': sha256Hash },
    body: content,
  })
  expect(sent.status).toBe(200)
})

test('a session begun below the prefix behind TLS is secure and holds there', async () => {
  const cookie = await signIn({
    ...server,
    fetch: (path, init) =>
      server.fetch(prefix + path, {
        ...init,
        headers: { ...forwarded, origin: 'https://code.example.com' },
      }),
  })
  expect(cookie).toMatch(/^__Secure-/)
  const session = await server.fetch(`${prefix}/api/app/session`, { headers: { cookie, ...forwarded } })
  expect(await session.json()).toMatchObject({ user: { email: 'admin@example.com' } })
})
