import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iso } from './event-text.ts'

test('times are told as Date tells them, in whatever order they are asked for', () => {
  const milliseconds = fc.double({ min: 0, max: 1e13, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(milliseconds, fc.nat(2000)), { minLength: 1 }), (times) => {
      for (const [first, later] of times)
        for (const one of [first, first + later, first]) expect(iso(one)).toBe(new Date(one).toISOString())
    }),
  )
})
