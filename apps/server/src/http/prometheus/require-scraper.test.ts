import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { renderAppError } from '../app/errors.ts'
import { requireScraper } from './require-scraper.ts'

async function ask(token: string | undefined, remoteAddress: string, authorization?: string) {
  const app = Fastify()
  onTestFinished(() => app.close())
  app.decorate('explainStorageError', () => undefined)
  app.setErrorHandler(renderAppError)
  app.get('/metrics', { onRequest: requireScraper(token) }, async () => 'metrics')
  const headers = authorization === undefined ? {} : { authorization }
  return (await app.inject({ url: '/metrics', remoteAddress, headers })).statusCode
}

test('without a token this machine reads and others do not', async () => {
  for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) {
    expect(await ask(undefined, address)).toBe(200)
  }
  for (const address of ['10.0.0.7', '::ffff:10.0.0.7', 'fe80::1']) {
    expect(await ask(undefined, address, 'Bearer anything')).toBe(403)
  }
})

test('with a token whoever has it reads, from anywhere', async () => {
  const token = 'token-of-prometheus'
  expect(await ask(token, '10.0.0.7', `Bearer ${token}`)).toBe(200)
  expect(await ask(token, '127.0.0.1')).toBe(401)
  expect(await ask(token, '127.0.0.1', `Bearer ${token}x`)).toBe(401)
})
