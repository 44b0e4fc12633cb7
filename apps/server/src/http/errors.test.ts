import { errorCatalogue, KansokuError } from '@kansoku/contracts'
import { QueryTimeoutError, StorageFullError, StorageUnavailableError } from '@kansoku/storage'
import Fastify from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { renderAppError } from './app/errors.ts'
import { renderLangfuseError } from './langfuse/errors.ts'

const thrown: Record<string, unknown> = {
  full: new StorageFullError('/data/analytics'),
  down: new StorageUnavailableError('10.0.0.7:8123 refused', 'Start it.'),
  slow: new QueryTimeoutError('traces/list', 30),
  unforeseen: new Error('password of db-7 is hunter2'),
  text: 'thrown text',
  overloaded: new KansokuError('overloaded', undefined, { retryAfterSeconds: 3 }),
  many: new KansokuError('too_many_requests'),
  missing: new KansokuError('not_found', 'Trace x not found within authorized project'),
  invalid: new KansokuError('invalid_request', undefined, { details: [{ path: ['value'] }] }),
}

const app = Fastify({ genReqId: () => 'request-1' })
app.decorate('explainStorageError', () => undefined)
for (const [name, error] of Object.entries(thrown)) {
  app.get(`/langfuse/${name}`, { errorHandler: renderLangfuseError }, async () => {
    throw error
  })
  app.get(`/app/${name}`, { errorHandler: renderAppError }, async () => {
    throw error
  })
}
afterAll(() => app.close())

async function answer(url: string) {
  const { statusCode, headers, body } = await app.inject(url)
  return { status: statusCode, retryAfter: headers['retry-after'], body }
}

describe('errors', () => {
  test('of a store that is full or down ask to come back, and name no address', async () => {
    expect(await answer('/langfuse/full')).toEqual({
      status: 503,
      retryAfter: '1',
      body: '{"message":"The storage is full. Try again later.","error":"ServiceUnavailable","requestId":"request-1"}',
    })
    expect(await answer('/app/down')).toMatchObject({
      status: 503,
      body: '{"code":"storage_unavailable","message":"The storage is unavailable. Try again later.","requestId":"request-1"}',
    })
    expect(await answer('/langfuse/overloaded')).toMatchObject({ status: 503, retryAfter: '3' })
    for (const door of ['langfuse', 'app']) {
      expect(await answer(`/${door}/many`)).toMatchObject({ status: 429, retryAfter: '1' })
    }
  })

  test('of a slow query say what to ask instead', async () => {
    const { status, body } = await answer('/langfuse/slow')
    expect([status, JSON.parse(body)]).toEqual([
      422,
      { message: expect.stringMatching(/shorter time range/), error: 'Request timed out' },
    ])
  })

  test('that nobody foresaw keep their message to themselves', async () => {
    for (const url of ['/langfuse/unforeseen', '/app/unforeseen', '/langfuse/text']) {
      const { status, body } = await answer(url)
      expect([status, JSON.parse(body).message]).toEqual([500, 'Internal Server Error'])
    }
  })

  test('have the exact form that official clients compare', async () => {
    expect(await answer('/langfuse/missing')).toMatchObject({
      status: 404,
      body: '{"message":"Trace x not found within authorized project","error":"LangfuseNotFoundError"}',
    })
    expect(await answer('/langfuse/invalid')).toMatchObject({
      status: 400,
      body: '{"message":"Invalid request data","error":[{"path":["value"]}]}',
    })
  })

  test('of the catalogue have a status that is an error', () => {
    for (const { status, message } of Object.values(errorCatalogue)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(message).not.toBe('')
    }
  })
})
