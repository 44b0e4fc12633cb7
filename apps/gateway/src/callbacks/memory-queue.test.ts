import { expect, test } from 'vitest'
import { MemoryQueue } from './memory-queue.ts'

const all = { records: 100, bytes: 1000 }

test('batches keep their bounds, and what is committed is gone', async () => {
  const queue = new MemoryQueue(100, () => undefined)
  for (const record of ['aa', 'bb', 'cc']) queue.push(record)
  expect(await queue.next({ records: 2, bytes: 1000 })).toMatchObject({ records: ['aa', 'bb'], more: true })
  await queue.commit()
  expect(await queue.next({ records: 2, bytes: 1 })).toMatchObject({ records: ['cc'], more: false })
  await queue.commit()
  expect(await queue.next(all)).toBeUndefined()
  const appended = queue.appended()
  queue.push('dd')
  await appended
  expect(queue.isEmpty).toBe(false)
})

test('the oldest are dropped, also while they are delivered, and nothing is told twice', async () => {
  let dropped = 0
  const queue = new MemoryQueue(6, () => dropped++)
  for (const record of ['aa', 'bb', 'cc']) queue.push(record)
  expect(await queue.next({ records: 2, bytes: 1000 })).toMatchObject({ records: ['aa', 'bb'] })
  queue.push('dd')
  expect(dropped).toBe(1)
  await queue.commit()
  expect(await queue.next(all)).toMatchObject({ records: ['cc', 'dd'] })
})
