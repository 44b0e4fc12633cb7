import { expect, test } from 'vitest'
import type { ControlPlane } from '../control/control-plane.ts'
import { startFakeServer } from '../testing/fake-server.ts'
import { toCallRecord } from './call-record.ts'
import { createServerDestination } from './to-server.ts'

const control = { projectId: () => 'default' } as unknown as ControlPlane
const eventsOf = (id: string) => JSON.stringify([{ id, type: 'trace-create', body: {} }])
const started = '2026-01-02T00:00:00.000Z'
const line = (id: string) =>
  ({ id, traceId: 't', observationId: 'o', startedAt: started, status: 'success' }) as const
const record = (id: string, projectId?: string) =>
  toCallRecord({ projectId, serverOnly: false, calls: [line(id)], events: eventsOf(id) })

test('records of earlier versions go beside those with lines of the ledger, and a refused line is named', async () => {
  await using server = await startFakeServer()
  server.refuse.add('c')
  const destination = createServerDestination({ url: server.url, secret: 'secret', control })
  const older = [eventsOf('a'), `${JSON.stringify({ projectId: 'own' })}\n${eventsOf('b')}`]
  const records = [older[0] ?? '', record('c'), older[1] ?? '', record('d', 'own'), record('e')]
  const { signal } = new AbortController()
  expect(await destination.deliver(records, signal)).toEqual({
    kind: 'delivered',
    rejected: [
      { record: expect.stringContaining('trace-create'), reason: '400 refused' },
      { record: JSON.stringify(line('c')), reason: '400 refused' },
    ],
  })
  expect(server.projects).toEqual(['default', 'own', 'default', 'own'])
  expect(server.ledger).toEqual([[line('c'), line('e')], [line('d')], undefined, undefined])
  expect(server.events.map(({ id }) => id)).toEqual(['e', 'd', 'a', 'b'])
})
