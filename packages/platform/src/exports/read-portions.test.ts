import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RowKey } from './portion.ts'
import { readPortions } from './read-portions.ts'
import type { RowSource } from './row-source.ts'

const megabyte = 1_000_000
const none = new Uint8Array()

/** Rows of given weights, of which at most so many are in a page, whatever is asked for. */
function sourceOf(weights: readonly number[], onRead: () => void = () => undefined): RowSource {
  const keys = weights.map((_, index) => ({ id: String(index), time: '', traceId: 't' }))
  return {
    async nextPage(after, limit) {
      const first = after === null ? 0 : Number(after.id) + 1
      return {
        keys: keys.slice(first, first + limit),
        weightOf: ({ id }) => weights[Number(id)] ?? 0,
        async read(some) {
          onRead()
          return { table: 'observations', keys: some, records: none, heads: [] }
        },
      }
    },
  }
}

async function portionsOf(source: RowSource, after: RowKey | null = null): Promise<number[][]> {
  const portions: number[][] = []
  for await (const { keys } of readPortions(source, after)) portions.push(keys.map(({ id }) => Number(id)))
  return portions
}

test('every row is in one portion, in their order, and portions are of bounded size', async () => {
  const weight = fc.oneof(
    fc.constant(0),
    fc.integer({ max: 3 * megabyte, min: 1 }),
    fc.constant(50 * megabyte),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(weight, { maxLength: 60 }), async (weights) => {
      const portions = await portionsOf(sourceOf(weights))
      expect(portions.flat()).toEqual(weights.map((_, index) => index))
      for (const portion of portions) {
        const bytes = portion.reduce((sum, index) => sum + (weights[index] ?? 0), 0)
        expect(portion.length === 1 || bytes <= 4 * megabyte).toBe(true)
      }
    }),
  )
})

test('small rows go by the thousand, over many pages, from behind a place on', async () => {
  const source = sourceOf(Array.from({ length: 25_000 }, () => 10))
  const portions = await portionsOf(source, { id: '999', time: '', traceId: 't' })
  expect(portions.flat()).toEqual(Array.from({ length: 24_000 }, (_, index) => index + 1000))
  expect(Math.max(...portions.map(({ length }) => length))).toBe(2000)
})

test('no more than one portion is read ahead of who takes them', async () => {
  let read = 0
  const portions = readPortions(
    sourceOf(
      Array.from({ length: 40 }, () => 4 * megabyte),
      () => {
        read += 1
      },
    ),
    null,
  )
  await portions.next()
  await new Promise((resolve) => setImmediate(resolve))
  expect(read).toBe(2)
  await portions.return(undefined)
})
