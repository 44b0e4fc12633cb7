import { Readable } from 'node:stream'
import { KansokuError } from '@kansoku/contracts'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { limitBodiesInMemory } from './byte-budget.ts'
import { letClientsFinish } from './unread-body.ts'

/** A route that takes bodies of 10 bytes, with room for 25; each request is answered when `answer` says so. */
async function openDoor({ bodyLimit, room } = { bodyLimit: 10, room: 25 }) {
  const app = Fastify({ bodyLimit })
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof KansokuError ? error.status : 413).send(),
  )
  letClientsFinish(app)
  limitBodiesInMemory(app, room)
  app.post('/', async () => {
    begun.resolve()
    await answer.promise
    return 'done'
  })
  await app.ready()
  onTestFinished(() => app.close())
  const send = async (bytes: number) => {
    const headers = { 'content-type': 'text/plain' }
    return (await app.inject({ method: 'POST', url: '/', headers, body: 'x'.repeat(bytes) })).statusCode
  }
  const stream = async (bytes: number) => {
    const url = app.server.listening ? app.listeningOrigin : await app.listen({ port: 0 })
    const portions = Readable.from(Array.from({ length: bytes / 1000 }, () => Buffer.alloc(1000, 'x')))
    const body = Readable.toWeb(portions) as ReadableStream
    const headers = { 'content-type': 'text/plain' }
    return (await fetch(url, { method: 'POST', headers, body, duplex: 'half' })).status
  }
  return { send, stream, begun: begun.promise, answer: () => answer.resolve() }
}

test('bodies that do not fit beside those in memory are refused for now', async () => {
  const { send, begun, answer } = await openDoor()
  const first = send(10)
  await begun
  const second = send(10)
  expect(await send(10)).toBe(503)
  answer()
  expect(await Promise.all([first, second])).toEqual([200, 200])
  expect(await send(10)).toBe(200)
})

test('a body beyond the limit is refused as such, however many others there are', async () => {
  const { send, begun, answer } = await openDoor()
  const first = send(10)
  await begun
  expect(await send(100)).toBe(413)
  answer()
  expect(await first).toBe(200)
})

test('a body of unannounced length takes the room that it comes to need', async () => {
  const { send, stream, begun, answer } = await openDoor({ bodyLimit: 2_000_000, room: 3_000_000 })
  const first = stream(1_800_000)
  await begun
  expect(await stream(1_800_000)).toBe(503)
  expect(await send(1_300_000)).toBe(503)
  const beside = stream(1_000_000)
  answer()
  expect(await Promise.all([first, beside])).toEqual([200, 200])
  expect(await stream(2_800_000)).toBe(413)
  expect(await stream(2_000_000)).toBe(200)
})
