import { expect, test } from 'vitest'
import { createLog } from '../log.ts'
import type { McpConnection } from './connection.ts'
import { shareConnection } from './shared-connection.ts'

const server = {
  name: 'tools',
  prefix: 'tools',
  transport: { kind: 'stdio', command: 'node', args: [], env: {} },
  timeoutSeconds: 60,
  disallowedTools: [],
  accessGroups: [],
  forAllKeys: false,
} as const

function share() {
  const attempts: { fail(): void; close(): void }[] = []
  let now = 0
  const connection = shareConnection(server, {
    log: createLog('silent'),
    now: () => now,
    connect: (onClose) => {
      const { promise, reject } = Promise.withResolvers<McpConnection>()
      attempts.push({ fail: () => reject(new Error('It does not start.')), close: onClose })
      return promise
    },
  })
  return {
    connection,
    attempts,
    pass(milliseconds: number) {
      now += milliseconds
    },
  }
}

test('all who come while a server starts share that start, and the time since it began', () => {
  const { connection, attempts, pass } = share()
  const first = connection.open()
  pass(7000)
  expect(connection.open()).toBe(first)
  expect(first.since).toBe(0)
  expect(attempts).toHaveLength(1)
})

test('a server that does not start is tried again at once, then after a rest', async () => {
  const { connection, attempts, pass } = share()
  for (const attempt of [0, 1]) {
    const { connection: opening } = connection.open()
    attempts[attempt]?.fail()
    await expect(opening).rejects.toThrow('It does not start.')
  }
  expect(() => connection.open()).toThrow('It does not start. It is tried again in a moment.')
  pass(500)
  connection.open()
  expect(attempts).toHaveLength(3)
})

test('the end of a connection that was dropped is nobody’s failure', () => {
  const { connection, attempts } = share()
  connection.open()
  void connection.drop()
  for (let more = 1; more <= 3; more++) {
    connection.open()
    attempts[0]?.close()
  }
  expect(attempts).toHaveLength(2)
})
