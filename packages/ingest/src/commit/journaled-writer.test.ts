import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KansokuError } from '@kansoku/contracts'
import { Journal } from '@kansoku/journal'
import { QueryMemoryError, StorageUnavailableError } from '@kansoku/storage'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AnyPart } from '../ledger/call-part.ts'
import { createJournaledWriter, type JournaledWriterOptions } from './journaled-writer.ts'
import { createWriter } from './writer.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kansoku-journaled-'))
})
const journals: Journal[] = []
afterEach(async () => {
  for (const journal of journals.splice(0)) await journal[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

const part = (entityId: string): AnyPart => ({
  ...{ projectId: 'p', entity: 'trace', entityId, id: entityId, time: 7, isCreate: true },
  ...{ fields: { start: 0 }, body: ['{"start":0}'] },
})

/** A store that takes parts at once, unless a test says otherwise. */
class Store {
  readonly stored: string[] = []
  /** Asked before parts are stored. */
  before: (parts: readonly AnyPart[]) => Promise<void> = async () => {}

  readonly commit = async (parts: readonly AnyPart[]) => {
    await this.before(parts)
    this.stored.push(...parts.map(({ entityId }) => entityId))
  }
}

async function open(store: Store, options: Partial<JournaledWriterOptions> = {}) {
  const journal = await Journal.open({ directory })
  journals.push(journal)
  const writer = createWriter({ commit: store.commit, lingerMs: 3_600_000 })
  const journaled = createJournaledWriter({ writer, journal, ...options })
  return { ...journaled, journal }
}

test('is acknowledged before it is stored, and stored once a reader comes', async () => {
  const store = new Store()
  const { write, settled, backlog } = await open(store)
  await write([part('a'), part('b')])
  expect(store.stored).toEqual([])
  expect(backlog()).toEqual({ requests: 1, bytes: 22 })
  await settled()
  expect(store.stored).toEqual(['a', 'b'])
  expect(backlog()).toEqual({ requests: 0, bytes: 0 })
})

test('a reader waits for what was acknowledged before it, not for what comes after', async () => {
  const store = new Store()
  const held = Promise.withResolvers<void>()
  store.before = ([first]) => (first?.entityId === 'late' ? held.promise : Promise.resolve())
  const { write, settled } = await open(store)
  await write([part('early')])
  const reading = settled()
  await write([part('late')])
  await reading
  expect(store.stored).toEqual(['early'])
  const again = settled()
  held.resolve()
  await again
  expect(store.stored).toEqual(['early', 'late'])
})

test('what a killed process had acknowledged is stored by the next', async () => {
  const killed = await open(new Store())
  await killed.write([part('a')])
  await killed.write([part('b')])
  const store = new Store()
  const { replay, journal } = await open(store)
  expect(await replay()).toBe(2)
  expect(store.stored).toEqual(['a', 'b'])
  await journal[Symbol.asyncDispose]()
  await killed.journal[Symbol.asyncDispose]()
})

test('a store that cannot be written keeps no reader waiting, and gets everything once it can', async () => {
  const store = new Store()
  const asked = Promise.withResolvers<void>()
  let isDown = true
  store.before = async () => {
    asked.resolve()
    if (isDown) throw new StorageUnavailableError('down', 'Wait.')
  }
  const { write, settled, backlog } = await open(store)
  await write([part('a')])
  await settled()
  await asked.promise
  expect([store.stored, backlog().requests]).toEqual([[], 1])
  isDown = false
  while (backlog().requests > 0) await settled().then(() => new Promise(setImmediate))
  expect(store.stored).toEqual(['a'])
})

test('parts that the store never takes are told, keep nobody waiting and stay in the journal', async () => {
  const store = new Store()
  store.before = async (parts) => {
    if (parts.some(({ entityId }) => entityId === 'odd')) throw new Error('cannot parse')
  }
  const refused: string[] = []
  const first = await open(store, {
    onRefused: (error, parts) => refused.push(`${(error as Error).message}: ${parts[0]?.entityId}`),
  })
  await first.write([part('odd')])
  await first.write([part('even')])
  await first.settled()
  expect([store.stored, refused]).toEqual([['even'], ['cannot parse: odd']])
  await first.end()
  await first.journal[Symbol.asyncDispose]()
  const later = new Store()
  const second = await open(later)
  await second.replay()
  expect(later.stored).toContain('odd')
})

test('the other events of a request are stored without the one that the store never takes', async () => {
  const store = new Store()
  store.before = async (parts) => {
    if (parts.some(({ entityId }) => entityId === 'odd')) throw new Error('cannot parse')
  }
  const refused: string[] = []
  const { write, settled } = await open(store, {
    onRefused: (_, parts) => refused.push(...parts.map(({ entityId }) => entityId)),
  })
  await write(['a', 'b', 'odd', 'c', 'd'].map(part))
  await settled()
  expect([store.stored.toSorted(), refused]).toEqual([['a', 'b', 'c', 'd'], ['odd']])
})

test('memory that others need for a moment is no reason to refuse events', async () => {
  const store = new Store()
  let isScarce = true
  store.before = async () => {
    if (isScarce) throw new QueryMemoryError('event-parts/bodies')
  }
  const refused: unknown[] = []
  const { write, settled, backlog } = await open(store, { onRefused: (error) => refused.push(error) })
  await write([part('a')])
  await settled()
  isScarce = false
  while (backlog().requests > 0) await settled().then(() => new Promise(setImmediate))
  expect([store.stored, refused]).toEqual([['a'], []])
})

test('a record that cannot be read is told, stays in the journal and keeps the others from nothing', async () => {
  const killed = await open(new Store())
  await killed.journal.append(Buffer.from('{"of":"another version"}'))
  await killed.write([part('a')])
  for (const _start of ['first', 'second']) {
    const store = new Store()
    const refused: (readonly AnyPart[])[] = []
    const { replay, end, journal } = await open(store, { onRefused: (_, parts) => refused.push(parts) })
    await replay()
    expect([store.stored, refused]).toEqual([['a'], [[]]])
    await end()
    await journal[Symbol.asyncDispose]()
  }
  await killed.end()
  await killed.journal[Symbol.asyncDispose]()
})

test('refuses what would be too much, and says when to come again', async () => {
  const { write, settled } = await open(new Store(), { bytesPending: 30 })
  await write([part('a'), part('b')])
  const refusal = write([part('c')])
  await expect(refusal).rejects.toThrow(KansokuError)
  await expect(refusal).rejects.toMatchObject({ code: 'overloaded', retryAfterSeconds: 1 })
  await settled()
  await write([part('c')])
})

test('senders that are ahead of the store are answered at its pace', async () => {
  const store = new Store()
  const { write, settled } = await open(store, { bytesAhead: 15 })
  await write([part('a')])
  let isAnswered = false
  const ahead = write([part('b')]).then(() => {
    isAnswered = true
  })
  await write([]).then(() => new Promise(setImmediate))
  expect([isAnswered, store.stored]).toEqual([false, []])
  // It is in the journal all the same: whoever reads from now on may see it.
  while (!isAnswered) await settled().then(() => new Promise(setImmediate))
  await ahead
  expect(store.stored).toContain('a')
  await settled()
  expect(store.stored).toEqual(['a', 'b'])
})
