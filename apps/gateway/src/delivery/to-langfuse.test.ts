import { expect, test } from 'vitest'
import { startFakeServer } from '../testing/fake-server.ts'
import { encodeCallRecord, toCallRecord } from './call-record.ts'
import { createLangfuseDestination } from './to-langfuse.ts'

const record = (id: string, serverOnly: boolean, projectId?: string) =>
  encodeCallRecord(
    toCallRecord({
      projectId,
      serverOnly,
      calls: [],
      events: [JSON.stringify({ id, type: 'trace-create', body: { input: { sharedText: 0 } } })],
      texts: ['"prompt"'],
    }),
  )

test('what only the connected server may know goes to no Langfuse elsewhere', async () => {
  await using elsewhere = await startFakeServer()
  const langfuse = { host: elsewhere.url, publicKey: 'pk-lf-1', secretKey: 'sk-lf-1' }
  const { deliver } = createLangfuseDestination({ langfuse, control: undefined })
  const { signal } = new AbortController()
  const hidden = [record('hidden', true), record('hidden too', true, 'own')]
  const delivered = { kind: 'delivered', rejected: [] }
  expect(await deliver([...hidden, record('open', false), record('open too', false, 'own')], signal)).toEqual(
    delivered,
  )
  expect(await deliver(hidden, signal)).toEqual(delivered)
  expect(elsewhere.events).toMatchObject([
    { id: 'open', body: { input: 'prompt' } },
    { id: 'open too', body: { input: 'prompt' } },
  ])
})
