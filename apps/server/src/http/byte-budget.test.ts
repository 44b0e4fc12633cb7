import { KansokuError } from '@kansoku/contracts'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { limitBodiesInMemory } from './byte-budget.ts'

/** A route that takes bodies of 10 bytes, with room for 25; each request is answered when `answer` says so. */
async function openDoor() {
  const app = Fastify({ bodyLimit: 10 })
  const begun = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<void>()
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof KansokuError ? error.status : 413).send(),
  )
  limitBodiesInMemory(app, 25)
  app.post('/', async () => {
    begun.resolve()
    await answer.promise
    return 'done'
  })
  await app.ready()
  const send = async (bytes: number) => {
    const headers = { 'content-type': 'text/plain' }
    return (await app.inject({ method: 'POST', url: '/', headers, body: 'x'.repeat(bytes) })).statusCode
  }
  return { send, begun: begun.promise, answer: () => answer.resolve() }
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
