import { expect, test } from 'vitest'
import type { Log } from '../log.ts'
import { sendJson } from './exchange.ts'
import { listen } from './listen.ts'
import { createRouter } from './router.ts'

test.each([
  [400, 'info', 'request refused'],
  [401, 'debug', 'request refused'],
  [404, 'debug', 'request refused'],
  [405, 'info', 'request refused'],
  [429, 'debug', 'request refused'],
  [500, 'warn', 'request failed'],
])('an answer of %i is told as %s, under the id that it names', async (status, level, message) => {
  const told: unknown[] = []
  const tell = (level: string) => (details: object, text: string) => told.push({ level, text, ...details })
  const log = Object.fromEntries(['debug', 'info', 'warn', 'error'].map((level) => [level, tell(level)]))
  const router = createRouter([
    { method: 'GET', path: '/well', handle: (exchange) => sendJson(exchange, 200, {}) },
    { method: 'GET', path: '/refused', handle: (exchange) => sendJson(exchange, status, {}) },
  ])
  const listener = await listen({
    hosts: ['127.0.0.1'],
    port: 0,
    isShared: false,
    router,
    requests: { began: () => undefined, ended: () => undefined },
    log: log as unknown as Log,
  })
  await fetch(`${listener.url}/well`)
  const answer = await fetch(`${listener.url}/refused?key=sk-secret`)
  const requestId = answer.headers.get('x-request-id')
  await expect
    .poll(() => told)
    .toEqual([{ level, text: message, method: 'GET', path: '/refused', status, requestId }])
  await listener.close(1000)
})
