import { KansokuError } from '@kansoku/contracts'
import { StorageUnavailableError } from '@kansoku/storage'
import { describe, expect, test, vi } from 'vitest'
import type { AnyPart } from '../ledger/call-part.ts'
import { createWriter } from './writer.ts'

function part(entityId: string, body = '{}'): AnyPart {
  return {
    projectId: 'p',
    entity: 'trace',
    entityId,
    id: entityId,
    time: 0,
    isCreate: true,
    fields: { start: 0 },
    body: [body],
  }
}

/** A store whose commits end when the test says so. */
function heldStore() {
  const groups: string[][] = []
  const held: PromiseWithResolvers<void>[] = []
  return {
    groups,
    commit: (parts: readonly AnyPart[]): Promise<void> => {
      groups.push(parts.map(({ entityId }) => entityId))
      const answer = Promise.withResolvers<void>()
      held.push(answer)
      return answer.promise
    },
    succeed: (group: number) => held[group]?.resolve(),
    fail: (group: number, error: Error) => held[group]?.reject(error),
  }
}

const turn = () => new Promise(setImmediate)

async function stateOf(promise: Promise<void>): Promise<string> {
  return Promise.race([
    promise.then(
      () => 'written',
      (error: Error) => error.name,
    ),
    turn().then(() => 'waiting'),
  ])
}

describe('group commit', () => {
  test('requests of one moment are one group; those that come meanwhile are the next', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit, groupsAtOnce: 1 })
    const [a, b] = [writer.write([part('a')]), writer.write([part('b')])]
    await turn()
    const [c, d] = [writer.write([part('c')]), writer.write([part('d')])]
    await turn()
    expect(store.groups).toEqual([['a', 'b']])
    expect(writer.backlog()).toEqual({ requests: 2, bytes: 8 })
    store.succeed(0)
    expect([await stateOf(a), await stateOf(b), await stateOf(c)]).toEqual(['written', 'written', 'waiting'])
    await turn()
    expect(store.groups).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    store.succeed(1)
    await Promise.all([c, d, writer.drain()])
  })

  test('a group has a size, but a request is never cut', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit, partsPerGroup: 2, groupsAtOnce: 9 })
    void writer.write([part('a'), part('b'), part('c')])
    void writer.write([part('d')])
    void writer.write([part('e')])
    void writer.write([part('f')])
    await turn()
    expect(store.groups).toEqual([['a', 'b', 'c'], ['d', 'e'], ['f']])
  })

  test('nothing is acknowledged while the store is away', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit })
    const requests = [writer.write([part('a')]), writer.write([part('b')])]
    await turn()
    store.fail(0, new StorageUnavailableError('down', 'Wait.'))
    expect(await Promise.all(requests.map(stateOf))).toEqual([
      'StorageUnavailableError',
      'StorageUnavailableError',
    ])
    expect(store.groups).toHaveLength(1)
    await writer.drain()
  })

  test('a request that the store cannot take fails alone', async () => {
    const writer = createWriter({
      commit: async (parts) => {
        if (parts.some(({ entityId }) => entityId === 'bad')) throw new TypeError('cannot parse')
      },
    })
    const answers = await Promise.allSettled(['a', 'bad', 'c'].map((id) => writer.write([part(id)])))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  test('what waits is bounded; beyond it requests are refused and may come again', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit, bytesPending: 10 })
    const large = writer.write([part('large', 'x'.repeat(50))])
    await expect(writer.write([part('a')])).rejects.toMatchObject({
      code: 'overloaded',
      retryAfterSeconds: 1,
    })
    await expect(writer.write([part('a')])).rejects.toBeInstanceOf(KansokuError)
    store.succeed(0)
    await turn()
    store.succeed(0)
    await large
    const again = writer.write([part('a')])
    await turn()
    store.succeed(1)
    await again
  })

  test('a request without parts waits for nothing', async () => {
    const store = heldStore()
    await createWriter({ commit: store.commit }).write([])
    expect(store.groups).toEqual([])
  })

  test('an action that runs alone waits for the groups on their way, and later ones wait for it', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit })
    const first = writer.write([part('a')])
    await turn()
    const held = Promise.withResolvers<void>()
    const steps: string[] = []
    const action = writer.runAlone(() => {
      steps.push('begun')
      return held.promise
    })
    const second = writer.write([part('b')])
    await turn()
    expect([steps, store.groups]).toEqual([[], [['a']]])
    store.succeed(0)
    await first
    await turn()
    await turn()
    expect([steps, store.groups]).toEqual([['begun'], [['a']]])
    held.resolve()
    await action
    await turn()
    await turn()
    store.succeed(1)
    await second
    await writer.drain()
  })

  test('an action that fails fails alone', async () => {
    const writer = createWriter({ commit: async () => {} })
    await expect(writer.runAlone(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await writer.write([part('a')])
  })

  test('what does not fill a group lingers until it does or somebody is in a hurry', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit, partsPerGroup: 4, lingerMs: 3_600_000 })
    void writer.write([part('a')])
    await turn()
    expect(store.groups).toEqual([])
    void writer.write([part('b')])
    await turn()
    expect(store.groups).toEqual([['a', 'b']])
    void writer.write([part('c')])
    writer.hurry()
    // On its way as soon as the one before has ended, and so is what comes meanwhile.
    void writer.write([part('d')])
    store.succeed(0)
    await turn()
    await turn()
    expect(store.groups.flat()).toEqual(['a', 'b', 'c', 'd'])
  })

  test('groups are a quarter as large while somebody waits for what is stored', async () => {
    const store = heldStore()
    const writer = createWriter({ commit: store.commit, partsPerGroup: 4, groupsAtOnce: 9 })
    const letters = ['a', 'b', 'c', 'd', 'e']
    for (const letter of letters) void writer.write([part(letter)])
    await turn()
    expect(store.groups[0]).toEqual(['a', 'b', 'c', 'd'])
    writer.hurry()
    for (const letter of letters) void writer.write([part(letter)])
    await turn()
    expect(store.groups.slice(2)).toEqual([['a'], ['b'], ['c'], ['d'], ['e']])
  })

  test('nothing lingers for as long as something else than a group took', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const store = heldStore()
      const writer = createWriter({ commit: store.commit, lingerMs: 100 })
      const alone = writer.runAlone(async () => void vi.advanceTimersByTime(60_000))
      await alone
      const failing = writer.write([part('a')])
      vi.advanceTimersByTime(100)
      await turn()
      expect(store.groups).toEqual([['a']])
      vi.advanceTimersByTime(60_000)
      store.fail(0, new StorageUnavailableError('down', 'Wait.'))
      await expect(failing).rejects.toThrow('down')
      await turn()
      void writer.write([part('b')])
      vi.advanceTimersByTime(100)
      await turn()
      expect(store.groups).toEqual([['a'], ['b']])
    } finally {
      vi.useRealTimers()
    }
  })
})
