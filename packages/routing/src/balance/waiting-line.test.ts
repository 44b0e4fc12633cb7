import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWaitingLine } from './waiting-line.ts'

/** A line whose sleepers wake when time is moved, or when their signal aborts. */
function createLine() {
  const clock = { now: 0 }
  const sleepers: { until: number; wake: () => void }[] = []
  const line = createWaitingLine({
    now: () => clock.now,
    sleep: (ms, signal) =>
      new Promise((wake) => {
        if (signal?.aborted) return wake()
        sleepers.push({ until: clock.now + ms, wake })
        signal?.addEventListener('abort', () => wake())
      }),
  })
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const pass = async (ms: number) => {
    clock.now += ms
    for (const { until, wake } of sleepers.splice(0)) {
      if (until <= clock.now) wake()
      else sleepers.push({ until, wake })
    }
    await settle()
  }
  return { line, pass, settle }
}

test('who waits is served by priority, then in order of arrival', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 8 }), async (priorities) => {
      const { line, pass } = createLine()
      let free = 0
      const served: { priority: number; index: number }[] = []
      const look = (entry: { priority: number; index: number }) => () => {
        if (free === 0) return undefined
        free -= 1
        return served.push(entry)
      }
      const waits = priorities.map((priority, index) =>
        line.wait('a', {
          priority,
          look: look({ priority, index }),
          pollSeconds: 1,
          seconds: 1000,
          signal: undefined,
        }),
      )
      expect(line.isWaiting('a')).toBe(true)
      for (let count = 0; count < priorities.length; count++) {
        free += 1
        await pass(1000)
      }
      await Promise.all(waits)
      const ordered = priorities.map((priority, index) => ({ priority, index }))
      expect(served).toEqual(ordered.sort((a, b) => a.priority - b.priority || a.index - b.index))
      expect(line.isWaiting('a')).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('who goes away or has waited too long leaves the line, and the next is served', async () => {
  const { line, pass, settle } = createLine()
  const gone = new AbortController()
  const turn = { priority: 0, pollSeconds: 1, signal: undefined }
  let open = false
  const first = line.wait('a', { ...turn, look: () => (open ? 'first' : undefined), seconds: 5 })
  const second = line.wait('a', { ...turn, look: () => 'second', seconds: 100, signal: gone.signal })
  const third = line.wait('a', { ...turn, look: () => (open ? 'third' : undefined), seconds: 100 })
  gone.abort()
  await settle()
  expect(await second).toBeUndefined()
  for (let count = 0; count < 5; count++) await pass(1000)
  expect(await first).toBeUndefined()
  open = true
  await pass(1000)
  expect(await third).toBe('third')
})
