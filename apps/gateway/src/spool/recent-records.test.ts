import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentRecords } from './recent-records.ts'

const segment = { number: 1, path: '/spool/1', bytes: 0 }

/** Bytes of the next record, or how many of the oldest are delivered. */
const step = fc.oneof(
  fc.record({ add: fc.integer({ min: 1, max: 2 << 20 }) }),
  fc.record({ deliver: fc.integer({ min: 0, max: 40 }) }),
)

test('the newest four megabytes are kept until they are delivered, from any place on', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const recent = new RecentRecords()
      let kept: { start: number; end: number; record: Buffer }[] = []
      let end = 0
      for (const one of steps) {
        if ('add' in one) {
          const record = { start: end, end: end + one.add, record: Buffer.from(String(end)) }
          end = record.end
          recent.add({ segment, ...record })
          kept.push(record)
          const first = kept.findIndex(({ start }) => end - start <= 4 << 20)
          kept = first === -1 ? [] : kept.slice(first)
        } else {
          const last = kept.slice(0, one.deliver).at(-1)
          if (last) recent.dropWhile((record) => record.end <= last.end)
          kept = kept.slice(one.deliver)
        }
        const limit = { records: 5, bytes: 3 << 20 }
        expect(recent.from(segment, end, limit)).toBeUndefined()
        for (const [index, { start }] of kept.entries()) {
          const next = kept.slice(index, index + 5)
          const fitting = next.filter((record, at) => at === 0 || record.end - start <= limit.bytes)
          expect(recent.from(segment, start, limit)).toEqual({
            records: fitting.map(({ record }) => record),
            end: fitting.at(-1)?.end,
          })
        }
      }
    }),
  )
})
