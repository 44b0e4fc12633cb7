import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pickValues } from './pick-values.ts'

test('picks every wanted value, whatever its name, and nothing else', () => {
  const name = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a', 'b'))
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.jsonValue())), fc.func(fc.boolean()), (entries, isWanted) => {
      const values = Object.fromEntries(entries)
      const wanted = Object.fromEntries(Object.entries(values).filter(([key]) => isWanted(key)))
      expect(JSON.stringify(pickValues(values, isWanted))).toBe(JSON.stringify(wanted))
    }),
  )
})
