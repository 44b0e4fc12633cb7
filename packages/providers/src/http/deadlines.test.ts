import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startDeadlines } from './deadlines.ts'

test('a limit beyond what a timer can hold is no limit, not an end at once', async () => {
  const deadlines = startDeadlines('openai', { timeoutMs: 10_000_000_000, firstChunkTimeoutMs: 2 ** 31 })
  await delay(20)
  expect(deadlines.signal.aborted).toBe(false)
  deadlines.clear()
})

test('between two pieces only the time counts in which somebody reads', async () => {
  const deadlines = startDeadlines('openai', { idleTimeoutMs: 20 })
  deadlines.reading(true)
  deadlines.reading(false)
  await delay(60)
  expect(deadlines.signal.aborted).toBe(false)
  deadlines.reading(true)
  await once(deadlines.signal, 'abort')
  expect(deadlines.signal.reason).toMatchObject({ errorClass: 'timeout' })
  deadlines.clear()
})
