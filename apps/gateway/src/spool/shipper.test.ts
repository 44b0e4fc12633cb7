import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Delivery, type Rejection, Shipper } from './shipper.ts'
import { Spool } from './spool.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kansoku-shipper-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

/** Ships `records` to a destination and resolves once `isDone` holds after a delivery. */
async function ship(
  records: unknown[],
  deliver: (batch: readonly unknown[]) => Delivery,
  isDone: () => boolean,
  { deliveryMs = 0, batchRecords = 500, batchBytes = 2 << 20 } = {},
) {
  const rejected: Rejection[] = []
  const states: boolean[] = []
  const waits: number[] = []
  const finished = Promise.withResolvers<void>()
  let now = 0
  await using spool = await Spool.open({ directory })
  {
    await using _shipper = new Shipper({
      reader: await spool.reader('server'),
      deliver: async (records) => {
        const batch = records.map((record) => JSON.parse(record.toString()) as unknown)
        const answer = deliver(batch)
        now += deliveryMs
        if (isDone()) finished.resolve()
        return answer
      },
      onRejected: async (rejections) => void rejected.push(...rejections),
      onState: ({ delivering }) => states.push(delivering),
      sleep: async (milliseconds) => void waits.push(milliseconds),
      now: () => now,
      batchRecords,
      batchBytes,
    })
    await Promise.all(records.map((record) => spool.append([JSON.stringify(record)])))
    await finished.promise
  }
  return { rejected, states, waits, left: spool.status().bytes }
}

test('delivers what is appended and then rests', async () => {
  const received: unknown[] = []
  const take = (batch: readonly unknown[]): Delivery => {
    received.push(...batch)
    return { kind: 'delivered', rejected: [] }
  }
  const { left } = await ship([1, 2, 3], take, () => received.length === 3)
  expect(received).toEqual([1, 2, 3])
  expect(left).toBe(0)
})

test('sends a batch again, with growing pauses, until the destination takes it', async () => {
  let attempts = 0
  const takeAtTheFourth = (): Delivery =>
    ++attempts < 4 ? { kind: 'retry', reason: 'down', afterSeconds: 1 } : { kind: 'delivered', rejected: [] }
  const { states, waits } = await ship([1], takeAtTheFourth, () => attempts === 4)
  expect(states).toEqual([false, true])
  expect(waits).toEqual([1000, 1000, 1000, 50])
})

test('splits a refused batch until the record at fault stands alone, and keeps it aside', async () => {
  const received: unknown[] = []
  const refuseBad = (batch: readonly unknown[]): Delivery => {
    if (batch.includes('bad')) return { kind: 'refused', reason: 'too large' }
    received.push(...batch)
    return { kind: 'delivered', rejected: [] }
  }
  const { rejected, left } = await ship([1, 'bad', 2, 3], refuseBad, () => received.length === 3)
  expect(received).toEqual([1, 2, 3])
  expect(rejected).toEqual([{ record: '"bad"', reason: 'too large' }])
  expect(left).toBe(0)
})

test('pauses the longer the slower the destination is, so that more travel together', async () => {
  let batches = 0
  const take = (): Delivery => {
    batches++
    return { kind: 'delivered', rejected: [] }
  }
  const pauseAfter = async (deliveryMs: number) => {
    batches = 0
    return (await ship([1], take, () => batches === 1, { deliveryMs })).waits
  }
  expect(await pauseAfter(1)).toEqual([50])
  expect(await pauseAfter(30)).toEqual([120])
  expect(await pauseAfter(10_000)).toEqual([250])
})

test('does not pause between full batches', async () => {
  const received: unknown[] = []
  const take = (batch: readonly unknown[]): Delivery => {
    received.push(...batch)
    return { kind: 'delivered', rejected: [] }
  }
  const { waits } = await ship([1, 2, 3, 4], take, () => received.length === 4, { batchRecords: 2 })
  expect(received).toEqual([1, 2, 3, 4])
  expect(waits).toEqual([])
})

test('does not pause between batches that are full of bytes', async () => {
  const received: unknown[] = []
  const take = (batch: readonly unknown[]): Delivery => {
    received.push(...batch)
    return { kind: 'delivered', rejected: [] }
  }
  const large = Array.from({ length: 3 }, (_, index) => `${index}${'x'.repeat(600)}`)
  const { waits } = await ship(large, take, () => received.length === 3, { batchBytes: 1000 })
  expect(received).toEqual(large)
  expect(waits).toEqual([50])
})

test('a spool that cannot be read for a while costs nothing but time', async () => {
  await using spool = await Spool.open({ directory })
  const reader = await spool.reader('server')
  const next = reader.next.bind(reader)
  let reads = 0
  reader.next = async (limit) => {
    if (++reads <= 2) throw Object.assign(new Error('too many open files'), { code: 'EMFILE' })
    return next(limit)
  }
  const states: (string | undefined)[] = []
  const received = Promise.withResolvers<readonly string[]>()
  await spool.append(['1'])
  const shipper = new Shipper({
    reader,
    deliver: async (records) => {
      received.resolve(records.map(String))
      return { kind: 'delivered', rejected: [] }
    },
    onRejected: async () => undefined,
    onState: ({ reason }) => states.push(reason),
    sleep: async () => undefined,
  })
  expect(await received.promise).toEqual(['1'])
  await shipper[Symbol.asyncDispose]()
  expect(states).toEqual(['The spool cannot be read: too many open files', undefined])
})
