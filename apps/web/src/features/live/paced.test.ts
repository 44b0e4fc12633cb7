import { expect, test } from 'vitest'
import { paced } from './paced.ts'

/** A clock in the test's hands: `pass()` lets the waiting time pass. */
function manualClock() {
  const waiting: (() => void)[] = []
  return {
    delay: (run: () => void) => waiting.push(run),
    pass: () => {
      for (const run of waiting.splice(0)) run()
    },
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('a burst of events causes one refresh at once and one after it', async () => {
  let runs = 0
  const clock = manualClock()
  const refresh = paced(async () => void runs++, 500, clock.delay)
  for (let i = 0; i < 50; i++) refresh()
  expect(runs).toBe(1)
  await settled()
  clock.pass()
  expect(runs).toBe(2)
  await settled()
  clock.pass()
  expect(runs).toBe(2)
})

test('a slow refresh is never overtaken by the next', async () => {
  const clock = manualClock()
  let finish = () => {}
  let runs = 0
  const refresh = paced(
    () => {
      runs++
      return new Promise<void>((resolve) => {
        finish = resolve
      })
    },
    500,
    clock.delay,
  )
  refresh()
  refresh()
  clock.pass()
  expect(runs).toBe(1)
  finish()
  await settled()
  clock.pass()
  expect(runs).toBe(2)
})

test('a refresh that fails does not stop the next', async () => {
  const clock = manualClock()
  let runs = 0
  const refresh = paced(
    () => {
      runs++
      return Promise.reject(new Error('away'))
    },
    500,
    clock.delay,
  )
  refresh()
  await settled()
  clock.pass()
  refresh()
  expect(runs).toBe(2)
})
