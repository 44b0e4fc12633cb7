import type { TraceLiveEvent } from '@kansoku/contracts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLiveHub } from './live.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A database that delivers announcements at once to every hub on it. */
function createWire() {
  const listeners = new Set<(payload: string | undefined) => void>()
  const payloads: string[] = []
  return {
    payloads,
    lose: () => listeners.forEach((listener) => void listener(undefined)),
    metadata: {
      listen: async (_: string, listener: (payload: string | undefined) => void) => {
        listeners.add(listener)
        return async () => void listeners.delete(listener)
      },
      notify: async (_: string, payload: string) => {
        payloads.push(payload)
        for (const listener of listeners) listener(payload)
      },
    },
  }
}

const ids = (count: number, prefix = 't') => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

async function openHub(severalServers = false, wire = createWire()) {
  const hub = await createLiveHub({ metadata: wire.metadata, severalServers })
  const events: TraceLiveEvent[] = []
  const unsubscribe = hub.subscribe('p', (event) => events.push(event))
  return { hub, events, unsubscribe }
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
  const { events } = await openHub(true, wire)
  wire.lose()
  expect(events).toEqual([{ traceIds: [], more: true }])
})
