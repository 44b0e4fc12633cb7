import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutRange, locatePage } from './hours.ts'

const HOUR = 3_600_000

const someHours = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 50 }), rows: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((steps) => {
    let time = Date.UTC(2026, 10, 20)
    return steps.map(({ gap, rows }) => {
      time += gap * HOUR
      return { hour: new Date(time).toISOString(), rows }
    })
  })

test('any page lies in the stretch that is found for it, at the offset that is found', () => {
  fc.assert(
    fc.property(someHours, fc.nat(600), fc.integer({ min: 1, max: 100 }), (hours, offset, limit) => {
      const rows = hours.flatMap(({ hour, rows }) =>
        Array.from({ length: rows }, (_, index) => `${hour}#${index}`),
      )
      const stretch = locatePage(hours, offset, limit)
      const page = rows.slice(offset, offset + limit)
      if (!stretch) {
        expect(page).toEqual([])
        return
      }
      const { from, to } = cutRange({}, stretch)
      const within = rows.filter((row) => {
        const hour = row.split('#')[0] as string
        return hour >= from && hour < to
      })
      expect(within.slice(stretch.offset, stretch.offset + limit)).toEqual(page)
    }),
  )
})

test('the stretch never reaches beyond the range', () => {
  const stretch = { first: '2026-11-20T11:00:00.000Z', last: '2026-11-20T10:00:00.000Z', offset: 0 }
  expect(cutRange({ from: '2026-11-20T10:30:00Z', to: '2026-11-20T11:15:00.5Z' }, stretch)).toEqual({
    from: '2026-11-20T10:30:00Z',
    to: '2026-11-20T11:15:00.5Z',
  })
})
