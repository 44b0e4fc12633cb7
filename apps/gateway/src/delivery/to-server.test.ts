import { expect, test } from 'vitest'
import type { ControlPlane } from '../control/control-plane.ts'
import { startFakeServer } from '../testing/fake-server.ts'
import { encodeCallRecord, toCallRecord } from './call-record.ts'
import { createServerDestination } from './to-server.ts'

const controlOf = (takesTexts: boolean) =>
  ({ projectId: () => 'default', takesTexts: () => takesTexts }) as unknown as ControlPlane
const control = controlOf(true)
const eventOf = (id: string, body = {}) => JSON.stringify({ id, type: 'trace-create', body })
const started = '2026-01-02T00:00:00.000Z'
const line = (id: string) =>
  ({ id, traceId: 't', observationId: 'o', startedAt: started, status: 'success' }) as const
const record = (id: string, projectId?: string) =>
  encodeCallRecord(
    toCallRecord({ projectId, serverOnly: false, calls: [line(id)], events: [eventOf(id)], texts: [] }),
  )

test('records of earlier versions go beside those with lines of the ledger, and a refused line is named', async () => {
  await using server = await startFakeServer()
  server.refuse.add('c')
  const destination = createServerDestination({ url: server.url, secret: 'secret', control })
  const oldest = Buffer.from(`[${eventOf('a')}]`)
  const older = Buffer.from(`${JSON.stringify({ projectId: 'own' })}\n[${eventOf('b')}]`)
  const records = [oldest, record('c'), older, record('d', 'own'), record('e')]
  const { signal } = new AbortController()
  expect(await destination.deliver(records, signal)).toEqual({
    kind: 'delivered',
    rejected: [
      { record: expect.stringContaining('trace-create'), reason: '400 refused' },
      { record: JSON.stringify(line('c')), reason: '400 refused' },
    ],
  })
  expect(server.projects).toEqual(['default', 'default', 'own', 'own', 'default'])
  expect(server.ledger).toEqual([undefined, [line('c')], undefined, [line('d')], [line('e')]])
  expect(server.events.map(({ id }) => id)).toEqual(['a', 'b', 'd', 'e'])
})

test('what stands in several events travels once, and a refused event is kept whole', async () => {
  await using server = await startFakeServer()
  server.refuse.add('refused')
  const destination = createServerDestination({ url: server.url, secret: 'secret', control })
  const input = { sharedText: 0 }
  const events = [eventOf('kept', { input, output: { sharedText: 1 } }), eventOf('refused', { input })]
  const texts = ['{"messages":[{"content":"一行目\\n二行目"}]}', '"answer"']
  const call = encodeCallRecord(
    toCallRecord({ projectId: undefined, serverOnly: false, calls: [], events, texts }),
  )
  const prompt = { messages: [{ content: '一行目\n二行目' }] }
  expect(call.toString().match(/一行目/g)).toHaveLength(1)
  expect(await destination.deliver([call], new AbortController().signal)).toMatchObject({
    rejected: [{ record: JSON.stringify({ id: 'refused', type: 'trace-create', body: { input: prompt } }) }],
  })
  expect(server.events).toMatchObject([{ id: 'kept', body: { input: prompt, output: 'answer' } }])
})

test('a server of an earlier version gets its events whole', async () => {
  await using server = await startFakeServer()
  const events = [eventOf('whole', { input: { sharedText: 0 } })]
  const call = encodeCallRecord(
    toCallRecord({ projectId: 'own', serverOnly: false, calls: [], events, texts: ['"prompt"'] }),
  )
  const older = { url: server.url, secret: 'secret', control: controlOf(false) }
  await createServerDestination(older).deliver([call], new AbortController().signal)
  expect(server.events).toMatchObject([{ id: 'whole', body: { input: 'prompt' } }])
})
