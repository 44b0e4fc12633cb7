import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gateway, platform } from '../kit/langfuse-api.ts'
import { freePort, identity, type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'

let dataDir: string
let upstream: OpenAiEmulator
let product: Product
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  upstream = await startOpenAiEmulator()
  const config = join(dataDir, 'litellm.yml')
  await writeFile(
    config,
    `model_list:
  - model_name: mine
    litellm_params: {model: openai/mine, api_key: sk-emulator, api_base: "${upstream.url}/v1"}
  - model_name: down
    litellm_params: {model: openai/down, api_key: sk-emulator, api_base: "http://127.0.0.1:${await freePort()}/v1"}
`,
  )
  // Long enough that a stop which waits for nothing does not end within the test.
  const env = { KANSOKU_DRAIN_SECONDS: '3600' }
  product = await startProduct({ dataDir, args: ['--config', config], env })
})
afterAll(async () => {
  await product?.end()
  await upstream?.[Symbol.asyncDispose]()
  await rm(dataDir, { recursive: true, force: true })
})

test('a client that leaves in the middle of a stream ends the call upstream, and the trace tells so', async () => {
  upstream.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 50 })
  const traceId = randomUUID()
  const leaving = new AbortController()
  const answer = await fetch(`${product.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' },
    signal: leaving.signal,
    body: JSON.stringify({
      model: 'mine',
      stream: true,
      messages: [{ role: 'user', content: 'a long story '.repeat(500) }],
      metadata: { trace_id: traceId, trace_name: 'left' },
    }),
  })
  const reader = answer.body?.getReader()
  for (let text = ''; !text.includes('"content"'); ) {
    const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
    if (done) throw new Error(`the stream ended early:\n${text}`)
    text += new TextDecoder().decode(value)
  }
  leaving.abort()
  await until(() => upstream.abandonedStreams() === 1)
  const [generation, ...others] = await observationsOf(traceId)
  expect(others).toEqual([])
  expect(generation).toMatchObject({
    type: 'GENERATION',
    model: expect.stringContaining('mine'),
    level: 'WARNING',
    statusMessage: expect.stringMatching(/ClientDisconnected/),
  })
  expect(JSON.stringify(generation.output).length).toBeGreaterThan(10)
})

test('an upstream that is down: the error names the address, the trace has the failed tries, other models go on', async () => {
  const traceId = randomUUID()
  const { status, body } = await gateway(product, 'POST', '/v1/chat/completions', {
    model: 'down',
    messages: [{ role: 'user', content: 'anybody?' }],
    metadata: { trace_id: traceId, trace_name: 'down' },
  })
  expect(status).toBeGreaterThanOrEqual(500)
  expect(body.error.message).toMatch(
    /Cannot reach 127\.0\.0\.1:\d+: nothing listens there; check host and port/,
  )
  const tries = await observationsOf(traceId)
  expect(tries.length).toBeGreaterThan(0)
  expect(tries.every(({ level }) => level === 'ERROR')).toBe(true)
  const other = { model: 'mine', messages: [{ role: 'user', content: 'anybody?' }] }
  expect((await gateway(product, 'POST', '/v1/chat/completions', other)).status).toBe(200)
})

test('a stop does not wait for the connections that such clients open in advance', async () => {
  const silent = connect(Number(new URL(product.gatewayUrl).port), '127.0.0.1')
  await once(silent, 'connect')
  expect(await product.end()).toBe(0)
})

// biome-ignore lint/suspicious/noExplicitAny: asserted field by field
function observationsOf(traceId: string): Promise<any[]> {
  return until(async () => {
    const { status, body } = await platform(product, 'GET', `/api/public/traces/${traceId}`)
    return status === 200 && body.observations.length > 0 ? body.observations : undefined
  })
}
