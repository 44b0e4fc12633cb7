import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import type { HttpResponse, ProviderAdapter } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import { ask, builtCall } from '../testing/requests.ts'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { complete, openStream, type ProviderCall } from './call.ts'
import { createTransport } from './transport.ts'

/** An adapter that sends to one URL and reads every byte of a stream as one text chunk; `!` is an error. */
function plainAdapter(url: string, overrides: Partial<ProviderAdapter> = {}): ProviderAdapter {
  return {
    name: 'plain',
    describe: () => {
      throw new Error('unused')
    },
    buildRequest: async (_, target) =>
      builtCall({ target, request: { method: 'POST', url, headers: {}, body: '{}' } }),
    parseResponse: (call, response: HttpResponse) => ({
      choices: [],
      warnings: call.warnings,
      upstreamHeaders: response.headers,
    }),
    createDecoder: () => ({
      push(bytes, chunks) {
        for (const character of Buffer.from(bytes).toString('utf8')) {
          if (character === '!') throw new ProviderError('internal_server', 'bang', { provider: 'plain' })
          if (character === '^') chunks.push({ type: 'start' })
          else chunks.push({ type: 'text', text: character })
        }
      },
      end: () => {},
    }),
    parseError: (_, { status }) =>
      new ProviderError('bad_request', `status ${status}`, { provider: 'plain' }),
    ...overrides,
  }
}

function callOf(adapter: ProviderAdapter, limits: ProviderCall['limits'] = {}): ProviderCall {
  return {
    adapter,
    target: { provider: 'plain', model: 'm', params: {}, dropParams: false },
    request: ask(),
    limits,
  }
}

test('a host that is not there says where and why', async () => {
  await using transport = createTransport()
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  const call = callOf(plainAdapter(`http://127.0.0.1:${port}/`))
  await expect(complete(transport, call)).rejects.toMatchObject({
    errorClass: 'api_connection',
    status: 500,
    code: 'ECONNREFUSED',
    message: `Cannot reach 127.0.0.1:${port}: nothing listens there; check host and port`,
  })
  const nowhere = callOf(plainAdapter('http://does-not-exist.invalid/'))
  await expect(complete(transport, nowhere)).rejects.toMatchObject({ errorClass: 'api_connection' })
})

test('an adapter may learn from a refusal and is then asked once more, and only once', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, {}, 400))
  await using transport = createTransport()
  const call = callOf(plainAdapter(upstream.url, { recover: () => true }))
  await expect(complete(transport, call)).rejects.toThrow('status 400')
  expect(upstream.seen).toHaveLength(2)
})

test('a failure of the adapter itself still rejects as a ProviderError', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, {}))
  await using transport = createTransport()
  const broken = plainAdapter(upstream.url, {
    parseResponse: () => {
      throw new TypeError('bug')
    },
  })
  await expect(complete(transport, callOf(broken))).rejects.toMatchObject({
    name: 'ProviderError',
    errorClass: 'internal_server',
  })
})

test('a stream opens with its first content; a start alone is not enough', async () => {
  await using upstream = await startUpstream((response) => {
    response.write('^')
    setTimeout(() => response.end('!'), 5)
  })
  await using transport = createTransport()
  await expect(openStream(transport, callOf(plainAdapter(upstream.url)))).rejects.toThrow('bang')
})

test('content that came together with an error is delivered before the error', async () => {
  await using upstream = await startUpstream((response) => {
    response.end('^ab!')
  })
  await using transport = createTransport()
  const stream = await openStream(transport, callOf(plainAdapter(upstream.url)))
  const texts: string[] = []
  const reading = async () => {
    for await (const batch of stream)
      for (const chunk of batch) if (chunk.type === 'text') texts.push(chunk.text)
  }
  await expect(reading()).rejects.toThrow('bang')
  expect(texts).toEqual(['a', 'b'])
})

test('an answer that is too large is refused and its connection closed', async () => {
  let closed = false
  await using upstream = await startUpstream((response) => {
    response.on('close', () => {
      closed = true
    })
    response.writeHead(200)
    for (let megabyte = 0; megabyte < 70; megabyte += 1) response.write(Buffer.alloc(1024 * 1024))
  })
  await using transport = createTransport()
  await expect(complete(transport, callOf(plainAdapter(upstream.url)))).rejects.toMatchObject({
    errorClass: 'bad_gateway',
    message: expect.stringContaining('larger than'),
  })
  await expect.poll(() => closed).toBe(true)
})

test('a call whose caller is gone already sends nothing', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, {}))
  await using transport = createTransport()
  const call = callOf(plainAdapter(upstream.url), { signal: AbortSignal.abort() })
  await expect(complete(transport, call)).rejects.toMatchObject({ errorClass: 'cancelled' })
  await expect(openStream(transport, call)).rejects.toMatchObject({ errorClass: 'cancelled' })
  expect(upstream.seen).toHaveLength(0)
})

test('the time until the first content does not limit an answer without streaming', async () => {
  await using upstream = await startUpstream((response) => {
    setTimeout(() => sendJson(response, {}), 30)
  })
  await using transport = createTransport()
  const call = callOf(plainAdapter(upstream.url), { firstChunkTimeoutMs: 1 })
  await expect(complete(transport, call)).resolves.toMatchObject({ choices: [] })
})
