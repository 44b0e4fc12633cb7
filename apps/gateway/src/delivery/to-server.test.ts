import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ControlPlane } from '../control/control-plane.ts'
import { type Rejection, Shipper } from '../spool/shipper.ts'
import { Spool } from '../spool/spool.ts'
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

test('bodies of any length follow one another from the spool, each whole, whatever is refused or tried again', async () => {
  await using server = await startFakeServer()
  const directory = await mkdtemp(join(tmpdir(), 'kansoku-to-server-'))
  try {
    await using spool = await Spool.open({ directory })
    const lengths = [40_000, 3, 900, 0, 7_000, 1, 120_000, 20]
    const ids = Array.from({ length: 40 }, (_, index) => `event-${index}`)
    const textOf = (index: number) => `${index} ${'天気'.repeat(lengths[index % lengths.length] ?? 0)}`
    server.refuse.add('event-5').add('event-30')
    server.failWith = 503
    const kept: Rejection[] = []
    const { deliver } = createServerDestination({ url: server.url, secret: 'secret', control })
    await using _shipper = new Shipper({
      reader: await spool.reader('server'),
      deliver,
      onRejected: async (rejections) => void kept.push(...rejections),
      batchRecords: 3,
      sleep: async () => {
        server.failWith = 0
      },
    })
    for (const [index, id] of ids.entries()) {
      const events = [eventOf(id, { input: { sharedText: 0 } })]
      const texts = [JSON.stringify(textOf(index))]
      await spool.append(toCallRecord({ projectId: undefined, serverOnly: false, calls: [], events, texts }))
    }
    await expect.poll(() => spool.status().bytes).toBe(0)
    const arrived = server.events.map(({ id, body }) => [id, body.input])
    const wanted = ids.map((id, index) => [id, textOf(index)])
    expect(arrived).toEqual(wanted.filter(([id]) => id !== 'event-5' && id !== 'event-30'))
    expect(kept.map(({ record }) => JSON.parse(record).body.input)).toEqual([textOf(5), textOf(30)])
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
