import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../kit/browser.ts'
import { platform } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct } from '../kit/product.ts'
import { startReverseProxy } from '../kit/reverse-proxy.ts'
import { signIn } from '../kit/sign-in.ts'
import { uploadFile } from '../kit/upload-file.ts'

const prefix = '/proxy/3000'
const project = `/project/${identity.projectId}`

let product: Product
let browser: Browser
beforeAll(async () => {
  product = await startProduct({ env: { BASE_PATH: prefix } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await product?.[Symbol.asyncDispose]()
})

/** A page of the product behind a proxy, with what it asked for outside the prefix and all that went wrong. */
async function openBehind(mode: 'strips' | 'keeps') {
  const proxy = await startReverseProxy({ target: product.serverUrl, prefix, mode })
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(data|blob):/.test(url) && !url.startsWith(`${proxy.origin}${prefix}/`)) complaints.push(url)
  })
  const url = proxy.origin + prefix
  return {
    page,
    url,
    complaints,
    seen: { ...product, serverUrl: url },
    async [Symbol.asyncDispose]() {
      await context.close()
      await proxy[Symbol.asyncDispose]()
    },
  }
}

async function sendTrace(id: string, input: string) {
  const body = { id, name: id, input, timestamp: new Date().toISOString() }
  const event = { id: `event-${id}`, type: 'trace-create', timestamp: body.timestamp, body }
  const sent = await platform(product, 'POST', '/api/public/ingestion', { batch: [event] })
  expect(sent.body.errors).toEqual([])
}

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test.each(['strips', 'keeps'] as const)(
  'behind a proxy that %s the prefix, everything works below it',
  async (mode) => {
    await using behind = await openBehind(mode)
    const { page, url, seen, complaints } = behind
    const traceId = `deep-${mode}`
    // Through the proxy: the address for the bytes has to lead below the prefix.
    // Bytes of its own: those that are there already need no upload.
    const bytes = new Uint8Array(Buffer.concat([pixel, Buffer.from(mode)]))
    const picture = await uploadFile(seen, { traceId, contentType: 'image/png', bytes })
    await sendTrace(traceId, `look at this: ${picture}`)

    // A deep link asks for the sign-in first and goes on to the trace; a reload stays there.
    await signIn(page, seen, `${project}/traces/${traceId}`)
    for (const again of [false, true]) {
      if (again) await page.reload()
      await page.getByRole('tree').waitFor()
      expect(page.url()).toBe(`${url}${project}/traces/${traceId}`)
      await page.getByRole('img', { name: 'Image' }).waitFor()
    }

    // Pages of a project share one, which the first of them opens after a while.
    const stream = page.waitForRequest(
      (request) => request.resourceType() === 'eventsource' && !page.url().includes('/traces/'),
    )
    await page.goto(`${url}/`)
    await page.getByRole('heading', { name: 'Traces over time' }).waitFor()
    expect(page.url()).toContain(`${url}${project}`)

    // The list follows what comes while it is open.
    await page.getByRole('navigation').getByRole('link', { name: 'Traces' }).click()
    await page.getByRole('link', { name: traceId }).first().waitFor()
    await stream
    await sendTrace(`live-${mode}`, 'hello')
    await page
      .getByRole('link', { name: `live-${mode}` })
      .first()
      .waitFor()

    await page.goto(`${url}${project}/settings`)
    await page.getByText(url, { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'API reference' }).click()
    await page.getByText('/api/public/projects', { exact: true }).first().click()
    expect(page.url()).toMatch(new RegExp(`^${url}/api-reference`))
    const tried = page.waitForResponse(/\/api\/public\/projects$/)
    await page.getByRole('button', { name: 'Execute' }).click()
    expect((await tried).url()).toBe(`${url}/api/public/projects`)
    for (const link of await page.getByRole('banner').getByRole('link').all()) {
      const answer = await fetch(new URL((await link.getAttribute('href')) ?? '', url))
      expect([answer.url, answer.status]).toEqual([answer.url, 200])
    }
    // Tried out without keys, as somebody does first.
    expect(complaints.filter((text) => !text.includes('the server responded with a status of 401'))).toEqual(
      [],
    )
  },
)
