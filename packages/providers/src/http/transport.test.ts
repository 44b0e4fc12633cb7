import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { sendJson, startUpstream } from '../testing/upstream.ts'
import { createTransport, type StreamingResponse } from './transport.ts'

const never = new AbortController().signal
const post = (url: string, body = '{}') => ({ method: 'POST' as const, url, headers: {}, body })

async function readAll(response: StreamingResponse): Promise<string> {
  const pieces: Uint8Array[] = []
  for (let read = await response.read(); read; read = await response.read()) pieces.push(...read)
  return Buffer.concat(pieces).toString('utf8')
}

test('status, headers and body arrive; connections are kept', async () => {
  const sockets = new Set<unknown>()
  await using upstream = await startUpstream((response) => {
    sockets.add(response.socket)
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    sendJson(response, { ok: true }, 201)
  })
  await using transport = createTransport()
  for (let call = 0; call < 10; call += 1) {
    const response = await transport.send(post(`${upstream.url}/x?y=1`, '{"a":1}'), never)
    expect([response.status, response.headers['set-cookie']]).toEqual([201, 'a=1, b=2'])
    expect(await readAll(response)).toBe('{"ok":true}')
  }
  expect(upstream.seen[0]).toMatchObject({ url: '/x?y=1', body: '{"a":1}' })
  expect(sockets.size).toBeLessThanOrEqual(2)
})

test('a reader that does not read holds the upstream back', async () => {
  const total = 64 * 1024 * 1024
  let sent = 0
  await using upstream = await startUpstream(async (response) => {
    const piece = Buffer.alloc(256 * 1024)
    const closed = once(response, 'close')
    while (sent < total && !response.destroyed) {
      sent += piece.length
      if (!response.write(piece)) await Promise.race([once(response, 'drain').catch(() => {}), closed])
    }
    response.end()
  })
  await using transport = createTransport()
  const response = await transport.send(post(upstream.url), never)
  let before = -1
  const isSteady = () => {
    const steady = sent === before
    before = sent
    return steady
  }
  await expect.poll(isSteady, { interval: 50 }).toBe(true)
  expect(sent).toBeLessThan(total / 2)
  expect((await readAll(response)).length).toBe(total)
})

test('a kept connection that the server closes under the next request is replaced, a new one is not', async () => {
  let requests = 0
  const server = createServer((socket) => {
    let served = 0
    socket.on('data', () => {
      requests += 1
      served += 1
      // The second request of a connection meets a closing server, and later every request.
      if (served > 1 || requests > 3) socket.end()
      else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  await using transport = createTransport()
  expect(await readAll(await transport.send(post(url), never))).toBe('ok')
  await new Promise(setImmediate)
  expect(await readAll(await transport.send(post(url), never))).toBe('ok')
  expect(requests).toBe(3)
  await new Promise(setImmediate)
  await expect(transport.send(post(url), never)).rejects.toThrow('other side closed')
  expect(requests).toBe(5)
  server.close()
})

test('an abort closes the connection, before the answer and in the middle of it', async () => {
  const closed: string[] = []
  await using upstream = await startUpstream((response, { url }) => {
    response.on('close', () => closed.push(url))
    if (url === '/stream') response.write('first')
  })
  await using transport = createTransport()
  const before = new AbortController()
  const waiting = transport.send(post(`${upstream.url}/hang`), before.signal)
  await expect.poll(() => upstream.seen.length).toBe(1)
  before.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  const middle = new AbortController()
  const response = await transport.send(post(`${upstream.url}/stream`), middle.signal)
  expect(await response.read()).toHaveLength(1)
  const next = response.read()
  middle.abort(new Error('left'))
  await expect(next).rejects.toThrow('left')
  await expect.poll(() => closed).toEqual(['/hang', '/stream'])
  await expect(transport.send(post(upstream.url), middle.signal)).rejects.toThrow('left')
})

test('an interim 103 is passed over, and a body that breaks off rejects', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n')
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nonly this')
      socket.end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  await using transport = createTransport()
  const response = await transport.send(post(`http://127.0.0.1:${port}`), never)
  expect(response.status).toBe(200)
  await expect(readAll(response)).rejects.toThrow()
  server.close()
})

test('proxies of the environment are used, but never for loopback', async () => {
  await using upstream = await startUpstream((response) => sendJson(response, {}))
  const env = { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'internal.example' }
  await using transport = createTransport({ env })
  expect((await transport.send(post(upstream.url), never)).status).toBe(200)
  await expect(transport.send(post('http://upstream.example/'), never)).rejects.toThrow()
})
