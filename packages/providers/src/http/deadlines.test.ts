import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startDeadlines } from './deadlines.ts'

test('a limit beyond what a timer can hold is no limit, not an end at once', async () => {
  const deadlines = startDeadlines('openai', { timeoutMs: 10_000_000_000, firstChunkTimeoutMs: 2 ** 31 })
  await delay(20)
  expect(deadlines.signal.aborted).toBe(false)
  deadlines.clear()
})
