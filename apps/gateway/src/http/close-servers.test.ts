import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { closeServers, watchConnections } from './close-servers.ts'

const anHour = 3_600_000

test('closing waits for the answers under way, and not for connections that never asked anything', async () => {
  const asked = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  const server = createServer(async (_request, response) => {
    asked.resolve()
    await release.promise
    response.end('done')
  })
  const watched = watchConnections(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const silent = connect(port, '127.0.0.1')
  await once(silent, 'connect')
  const answer = fetch(`http://127.0.0.1:${port}`)
  await asked.promise
  const closed = closeServers([watched], anHour)
  await once(silent, 'close')
  release.resolve()
  expect(await (await answer).text()).toBe('done')
  await closed
})

test('closing ends at once when it is hurried', async () => {
  const asked = Promise.withResolvers<void>()
  const server = createServer(() => asked.resolve())
  const watched = watchConnections(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const answer = fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await asked.promise
  await closeServers([watched], anHour, AbortSignal.abort())
  await expect(answer).rejects.toThrow()
})
