import { randomUUID } from 'node:crypto'
import { internalSecret, type TestServer } from './start-test-server.ts'

/** Delivers lines of the ledger as a gateway does, and waits until they can be read. */
export async function shipCalls(
  server: TestServer,
  projectId: string,
  calls: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const usual = { traceId: 't', observationId: 'o', startedAt: new Date().toISOString(), status: 'success' }
  const lines = calls.map((call) => ({ ...usual, id: randomUUID(), ...call }))
  const answer = await server.fetch('/api/internal/gateway/calls', {
    method: 'POST',
    headers: { authorization: `Bearer ${internalSecret}` },
    body: { batches: [{ projectId, events: [], calls: lines }] },
  })
  if (answer.status !== 200) throw new Error(`calls were answered ${answer.status}: ${await answer.text()}`)
  await server.server.context.ingestion.settled()
}
