import type { TraceLiveEvent } from '@kansoku/contracts'
import { channels } from '@kansoku/platform'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveHub } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A database that delivers announcements at once to every hub on it. */
function createWire() {
  const listeners = new Map<(payload: string | undefined) => void, string>()
  const payloads: string[] = []
  const notify = async (channel: string, payload: string) => {
    payloads.push(payload)
    for (const [listener, heard] of listeners) if (heard === channel) listener(payload)
  }
  return {
    payloads,
    lose: () => {
      for (const listener of listeners.keys()) listener(undefined)
    },
    mention: (projectId: string, userId: string) =>
      notify(channels.mentions, JSON.stringify({ projectId, userId })),
    metadata: {
      listen: async (channel: string, listener: (payload: string | undefined) => void) => {
        listeners.set(listener, channel)
        return async () => void listeners.delete(listener)
      },
      notify,
    },
  }
}

const ids = (count: number, prefix = 't') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

async function openHub(severalServers = false, wire = createWire()) {
  const hub = await createLiveHub({ metadata: wire.metadata, severalServers })
  const events: TraceLiveEvent[] = []
  const rings: string[] = []
  const unsubscribe = hub.subscribe({
    ...{ projectId: 'p', userId: 'ann', onTraces: (event) => void events.push(event) },
    onMentions: () => void rings.push('ann'),
  })
  return { hub, events, rings, unsubscribe }
}

test('the first change is told at once, later ones four times a second at most', async () => {
  const { hub, events } = await openHub()
  hub.publish('p', ['a'])
  expect(events).toEqual([{ traceIds: ['a'], more: false }])
  for (let index = 0; index < 50; index++) hub.publish('p', ['b', `c${index % 2}`])
  expect(events).toHaveLength(1)
  vi.advanceTimersByTime(250)
  expect(events).toHaveLength(2)
  expect(events[1]).toEqual({ traceIds: ['b', 'c0', 'c1'], more: false })
  vi.advanceTimersByTime(1000)
  expect(events).toHaveLength(2)
  hub.publish('p', ['d'])
  expect(events[2]).toEqual({ traceIds: ['d'], more: false })
})

test('more than a hundred traces are a hundred and more', async () => {
  const { hub, events } = await openHub()
  hub.publish('p', ids(101))
  expect(events).toEqual([{ traceIds: ids(100), more: true }])
})

test('projects do not hear of each other, and who left hears nothing', async () => {
  const { hub, events, unsubscribe } = await openHub()
  hub.publish('other', ['a'])
  unsubscribe()
  hub.publish('p', ['a'])
  vi.advanceTimersByTime(1000)
  expect(events).toEqual([])
})

test('servers on one store tell each other, once', async () => {
  const wire = createWire()
  const here = await openHub(true, wire)
  const there = await openHub(true, wire)
  here.hub.publish('p', ['a'])
  expect(there.events).toEqual([{ traceIds: ['a'], more: false }])
  vi.advanceTimersByTime(1000)
  expect(here.events).toHaveLength(1)
  expect(there.events).toHaveLength(1)
  expect(wire.payloads).toHaveLength(1)
})

test('long ids do not exceed what an announcement may hold', async () => {
  const wire = createWire()
  const here = await openHub(true, wire)
  const there = await openHub(true, wire)
  here.hub.publish('p', ids(100, 'x'.repeat(700)))
  expect(Buffer.byteLength(wire.payloads[0] ?? '')).toBeLessThan(8000)
  expect(there.events[0]?.more).toBe(true)
  expect(there.events[0]?.traceIds.length).toBeGreaterThan(0)
})

test('a lost connection tells pages to look again', async () => {
  const wire = createWire()
  const { events, rings } = await openHub(true, wire)
  wire.lose()
  expect(events).toEqual([{ traceIds: [], more: true }])
  expect(rings).toEqual(['ann'])
})

test('whoever is mentioned is told, in that project alone, until they leave', async () => {
  const wire = createWire()
  const { rings, unsubscribe } = await openHub(false, wire)
  await wire.mention('p', 'bob')
  await wire.mention('other', 'ann')
  expect(rings).toEqual([])
  await wire.mention('p', 'ann')
  await wire.mention('p', 'ann')
  expect(rings).toEqual(['ann', 'ann'])
  unsubscribe()
  await wire.mention('p', 'ann')
  wire.lose()
  expect(rings).toHaveLength(2)
})
