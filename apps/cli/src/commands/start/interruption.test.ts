import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Interruption, listenForStop } from './interruption.ts'

let insisted: number
let interruption: Interruption
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  insisted = 0
  interruption = listenForStop(() => {
    insisted++
  })
})
afterEach(() => {
  interruption.dispose()
  // It keeps the process alive that runs the tests.
  process.channel?.ref()
  vi.useRealTimers()
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s asks for a stop', async (signal) => {
  expect(interruption.signal.aborted).toBe(false)
  process.emit(signal, signal)
  await interruption.requested
  expect(interruption.signal.aborted).toBe(true)
  expect(insisted).toBe(0)
})

test('one Ctrl-C that arrives several times, from the terminal and from npm, is one wish', () => {
  process.emit('SIGINT', 'SIGINT')
  vi.advanceTimersByTime(300)
  process.emit('SIGINT', 'SIGINT')
  expect(insisted).toBe(0)
})

test('a second Ctrl-C later on insists', () => {
  process.emit('SIGINT', 'SIGINT')
  vi.advanceTimersByTime(3_000)
  process.emit('SIGINT', 'SIGINT')
  expect(insisted).toBe(1)
})
