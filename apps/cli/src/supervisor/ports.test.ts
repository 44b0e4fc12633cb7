import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { assertPortFree } from './ports.ts'

async function occupy(host: string) {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, server }
}

test('a port in use is refused with the process that has it and the flag that changes it', async () => {
  const { port, server } = await occupy('127.0.0.1')
  const failure = await assertPortFree({ port, host: undefined, flag: '--port' }).catch(
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({
    kind: 'port.busy',
    values: { port, flag: '--port', pid: process.pid, command: expect.stringContaining('node') },
  })
  server.close()
  await once(server, 'close')
  await assertPortFree({ port, host: undefined, flag: '--port' })
})

test('a listener on all addresses is noticed too', async () => {
  const { port, server } = await occupy('0.0.0.0')
  await expect(assertPortFree({ port, host: undefined, flag: '--port' })).rejects.toMatchObject({
    kind: 'port.busy',
  })
  server.close()
})

test('an address of another machine is refused', async () => {
  await expect(assertPortFree({ port: 45_678, host: '192.0.2.1', flag: '--port' })).rejects.toMatchObject({
    kind: 'port.address',
    values: { host: '192.0.2.1' },
  })
})
