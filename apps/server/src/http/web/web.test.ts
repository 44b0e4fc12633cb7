import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts'

let webDir: string
let server: TestServer
beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'kansoku-web-'))
  server = await startTestServer({}, { webDir })
})
afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  await rm(webDir, { recursive: true, force: true })
})

describe('the web UI', () => {
  test('that is not built yet says how to build it', async () => {
    for (const path of ['/', '/api-reference']) {
      const answer = await server.fetch(path)
      expect([path, answer.status]).toEqual([path, 503])
      expect(await answer.text()).toMatch(/npm start/)
    }
  })

  describe('once built', () => {
    beforeAll(async () => {
      await mkdir(join(webDir, 'assets'))
      await writeFile(join(webDir, 'index.html'), '<!doctype html><title>Kansoku</title>')
      await writeFile(join(webDir, 'api-reference.html'), '<!doctype html><title>API</title>')
      await writeFile(join(webDir, 'favicon.svg'), '<svg/>')
      await writeFile(join(webDir, 'assets', 'main-abc123.js'), 'export {}')
    })

    test.each(['identity', 'gzip, br'])(
      'accepting %s, clients get the page at / by GET and HEAD',
      async (encoding) => {
        for (const method of ['GET', 'HEAD']) {
          const answer = await server.fetch('/', { method, headers: { 'accept-encoding': encoding } })
          expect([method, answer.status]).toEqual([method, 200])
        }
        const folder = await server.fetch('/assets/', { headers: { 'accept-encoding': encoding } })
        expect(folder.status).toBe(404)
      },
    )

    test.each(['/', '/project/cline-project/traces', '/project/a.b/traces/x%2Fy?tab=raw', '/sign-in'])(
      'is at %s, never from a stale cache, and runs only its own scripts',
      async (path) => {
        const answer = await server.fetch(path)
        expect(answer.status).toBe(200)
        expect(await answer.text()).toContain('<title>Kansoku</title>')
        expect(answer.headers.get('cache-control')).toBe('no-cache')
        expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
        const policy = answer.headers.get('content-security-policy')
        expect(policy).toMatch(/script-src 'self';/)
        expect(policy).toMatch(/frame-ancestors 'none'/)
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      },
    )

    test.each(['/api-reference', '/api-reference/', '/api-reference.html'])(
      'has the reference of the API at %s, under the same rules',
      async (path) => {
        const answer = await server.fetch(path)
        expect(await answer.text()).toContain('<title>API</title>')
        expect(answer.headers.get('cache-control')).toBe('no-cache')
        expect(answer.headers.get('content-security-policy')).toMatch(
          /script-src 'self';.*connect-src 'self'/,
        )
      },
    )

    test.each([
      ['/ui', 'ui/'],
      ['/ui/', '../ui/'],
      ['/ui/project/p/traces/x?tab=raw', '../../../../ui/'],
      ['/', '/'],
    ])('leads from %s to its files by %s', async (path, way) => {
      await writeFile(join(webDir, 'index.html'), '<title>Kansoku</title><meta content="./" />')
      const page = await (await server.fetch(path)).text()
      expect(page).toContain(`content="${way}"`)
      expect(new URL(way, `http://host/proxy/4000${path}`).pathname).toBe(
        path === '/' ? '/' : '/proxy/4000/ui/',
      )
    })

    test('is below the path of gateways as at the root', async () => {
      const script = await server.fetch('/ui/assets/main-abc123.js')
      expect(script.headers.get('content-type')).toMatch(/javascript/)
      expect((await server.fetch('/ui/api/app/session')).status).toBe(200)
    })

    test('opens a trace whose id looks like a file', async () => {
      const answer = await server.fetch('/project/p/traces/chatcmpl-1.v2')
      expect(await answer.text()).toContain('<title>Kansoku</title>')
    })

    test('serves files with a hash in their name for ever, others checked each time', async () => {
      const script = await server.fetch('/assets/main-abc123.js')
      expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      expect(script.headers.get('content-type')).toMatch(/javascript/)
      const icon = await server.fetch('/favicon.svg')
      expect([icon.status, icon.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    })

    test('answers a missing file with 404, not with a page', async () => {
      for (const path of ['/assets/main-old.js', '/robots.txt', '/assets/../../config.ts']) {
        expect((await server.fetch(path)).status).toBe(404)
      }
    })

    test('gives nothing outside its folder away', async () => {
      for (const path of ['/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/%00']) {
        const answer = await server.fetch(path)
        const text = await answer.text()
        expect(text).not.toMatch(/root:/)
        if (answer.status >= 400) expect(JSON.parse(text)).toMatchObject({ code: expect.any(String) })
      }
    })
  })
})
