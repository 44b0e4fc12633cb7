import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { StartError } from '../start-error.ts'
import { listen } from './listen.ts'

function createApp() {
  const app = Fastify()
  app.get('/', async () => 'here')
  return app
}

test('without a host both loopback addresses answer on one port', async () => {
  const listening = await listen(createApp(), { host: undefined, port: 0 })
  const { port } = new URL(listening.url)
  for (const address of listening.addresses) expect(address).toMatch(/^(127\.0\.0\.1|\[::1\]):/)
  for (const address of listening.addresses)
    expect(await (await fetch(`http://${address}/`)).text()).toBe('here')
  expect(listening.addresses).toContain(`127.0.0.1:${port}`)
  await listening.close(1000)
  await expect(fetch(listening.url)).rejects.toThrow()
})

test('a port in use is named, with a way out', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const failure = await listen(createApp(), { host: undefined, port }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartError)
  expect(failure).toMatchObject({
    permanent: true,
    message: `Port ${port} on 127.0.0.1 is in use by another program (KANSOKU_PORT=${port}).`,
    remedy: expect.stringMatching(/--port/),
  })
  other.close()
})

test('a host that is not this machine is named', async () => {
  const failure = await listen(createApp(), { host: '192.0.2.1', port: 0 }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ message: expect.stringMatching(/KANSOKU_HOST=192\.0\.2\.1/) })
})

test('closing waits for the answers under way, though clients keep their connections', async () => {
  const app = createApp()
  const asked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.get('/slow', async () => {
    asked.resolve()
    await release.promise
    return 'done'
  })
  const listening = await listen(app, { host: undefined, port: 0 })
  const answer = fetch(`${listening.url}/slow`)
  await asked.promise
  const closed = listening.close(60_000)
  release.resolve()
  expect(await (await answer).text()).toBe('done')
  await closed
})

test('closing cuts off what takes longer than it may', async () => {
  const app = createApp()
  const asked = Promise.withResolvers<void>()
  app.get('/endless', () => {
    asked.resolve()
    return new Promise(() => {})
  })
  const listening = await listen(app, { host: undefined, port: 0 })
  const answer = fetch(`${listening.url}/endless`)
  await asked.promise
  await listening.close(1)
  await expect(answer).rejects.toThrow()
})

test('what is no HTTP gets a clear 400 on either address', async () => {
  const listening = await listen(createApp(), { host: undefined, port: 0 })
  for (const address of listening.addresses) {
    const { hostname, port } = new URL(`http://${address}`)
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port) })
    socket.end('nonsense\r\n\r\n')
    expect((await socket.setEncoding('utf8').toArray()).join('')).toMatch(/^HTTP\/1\.1 400 /)
  }
  await listening.close(1000)
})

test('closing does not wait for connections that never asked anything', async () => {
  const listening = await listen(createApp(), { host: undefined, port: 0 })
  const silent = listening.addresses.map((address) => {
    const { hostname, port } = new URL(`http://${address}`)
    return connect(Number(port), hostname.replace(/[[\]]/g, ''))
  })
  await Promise.all(silent.map((socket) => once(socket, 'connect')))
  // Answered on another connection: by now the server knows of the silent ones.
  expect(await (await fetch(listening.url)).text()).toBe('here')
  await listening.close(3_600_000)
  await Promise.all(silent.map((socket) => socket.closed || once(socket, 'close')))
})
