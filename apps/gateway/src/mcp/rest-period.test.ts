import { expect, test } from 'vitest'
import { createRestPeriod } from './rest-period.ts'

test('rests grow from failure to failure, up to half a minute, and end with a success', () => {
  let now = 0
  const rest = createRestPeriod(() => now)
  const restAfterFailure = () => {
    rest.failed('it has ended')
    const start = now
    while (rest.reason() !== undefined) now += 100
    return now - start
  }
  expect(Array.from({ length: 9 }, restAfterFailure)).toEqual([
    ...[0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000],
  ])
  rest.worked()
  expect(restAfterFailure()).toBe(0)
})
