import { describe, expect, it } from 'vitest'
import { QueryTimeoutError, StorageUnavailableError } from '../errors.ts'
import { LaneQueue } from './lane-queue.ts'

function deferred() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { promise, resolve }
}

describe('LaneQueue', () => {
  it('runs one statement at a time per connection, in order of arrival', async () => {
    const lane = new LaneQueue(['only'])
    const gate = deferred()
    const order: string[] = []
    const statement = (name: string, wait?: Promise<void>) =>
      lane.run(name, 10, async () => {
        order.push(`${name} starts`)
        await wait
        order.push(`${name} ends`)
      })
    const all = Promise.all([statement('a', gate.promise), statement('b'), statement('c')])
    gate.resolve()
    await all
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends'])
  })

  it('tells how many statements run and wait', async () => {
    const lane = new LaneQueue(['one', 'two'])
    const gate = deferred()
    const all = ['a', 'b', 'c'].map((name) => lane.run(name, 10, () => gate.promise))
    expect(lane.load()).toEqual({ running: 2, waiting: 1 })
    gate.resolve()
    await Promise.all(all)
    expect(lane.load()).toEqual({ running: 0, waiting: 0 })
  })

  it('hands the connection on after a failure', async () => {
    const lane = new LaneQueue(['only'])
    await expect(lane.run('a', 10, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(lane.run('b', 10, (slot) => Promise.resolve(slot))).resolves.toBe('only')
  })

  it('gives up on a statement that waits too long, and skips it when a connection comes free', async () => {
    const lane = new LaneQueue(['only'])
    const gate = deferred()
    const running = lane.run('a', 10, () => gate.promise)
    await expect(lane.run('b', 0.001, () => Promise.resolve())).rejects.toThrow(QueryTimeoutError)
    gate.resolve()
    await running
    await expect(lane.run('c', 10, () => Promise.resolve('done'))).resolves.toBe('done')
  })

  it('closes after the running statements, refusing those that wait or come later', async () => {
    const lane = new LaneQueue(['only'])
    const gate = deferred()
    const running = lane.run('a', 10, () => gate.promise)
    const waiting = lane.run('b', 10, () => Promise.resolve())
    let closed = false
    const closing = lane.close().then(() => {
      closed = true
    })
    await expect(waiting).rejects.toThrow(StorageUnavailableError)
    await expect(lane.run('c', 10, () => Promise.resolve())).rejects.toThrow(StorageUnavailableError)
    expect(closed).toBe(false)
    gate.resolve()
    await running
    await closing
  })
})
