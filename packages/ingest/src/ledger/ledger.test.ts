import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Journal } from '@kansoku/journal'
import { describe, expect, test } from 'vitest'
import { createIngestion, type Ingestion } from '../ingestion.ts'
import { encodeParts } from '../parts/journal-record.ts'
import { prepareEvents } from '../prepare/prepare-events.ts'
import { scope } from '../testing/legacy-events.ts'
import { type MemoryAnalytics, memoryAnalytics } from '../testing/memory-analytics.ts'

const begun = '2026-01-02T00:00:00.000Z'
const metadata = {
  user_api_key_hash: 'h',
  user_api_key_team_id: 'red',
  model_group: 'fast',
  request_tags: ['batch'],
}

/** The observation of a call, as every gateway has told it. */
function generation(id: string, more: object = {}) {
  const body = { id: 'o', traceId: 't', startTime: begun, model: 'gpt-4o', metadata, ...more }
  return { id, type: 'generation-create', timestamp: begun, body }
}

/** Its line of the ledger. */
function line(id: string, more: object = {}) {
  const whose = { key: 'h', team: 'red', modelGroup: 'fast', model: 'gpt-4o', tags: ['batch'] }
  const used = { usageDetails: { input: 3, output: 4 }, costDetails: { total: 0.25 } }
  return {
    id,
    traceId: 't',
    observationId: 'o',
    startedAt: begun,
    status: 'success',
    ...whose,
    ...used,
    ...more,
  }
}

function deliver(ingestion: Ingestion, batch: { readonly events: unknown[]; readonly calls?: unknown[] }) {
  const body = { batches: [{ projectId: 'p', ...batch }] }
  return ingestion.ingestCalls(new Set(['p']), Buffer.from(JSON.stringify(body)))
}

const ledgerOf = (analytics: MemoryAnalytics) => [...analytics.rows('gateway_calls').values()]

describe('the ledger', () => {
  test('has a line for each call, also of calls that name one observation, and each of them once', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    const ids = [randomUUID(), randomUUID()]
    const batch = { events: ids.map((id) => generation(id)), calls: ids.map((id) => line(id)) }
    for (let time = 0; time < 2; time++) expect((await deliver(ingestion, batch)).errors).toEqual([])
    expect(analytics.rows('observations').size).toBe(1)
    expect(ledgerOf(analytics).map(({ id }) => id)).toEqual(ids)
    expect(ledgerOf(analytics)[0]).toMatchObject({
      ...{ project_id: 'p', key_hash: 'h', team_id: 'red', model_group: 'fast', tags: ['batch'] },
      ...{
        input_tokens: 3,
        output_tokens: 4,
        total_tokens: 7,
        cost: '0.25',
        trace_id: 't',
        status: 'success',
      },
    })
  })

  test('outlives the traces of its calls', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    const id = randomUUID()
    await deliver(ingestion, { events: [generation(id)], calls: [line(id)] })
    await ingestion.deleteTraces('p', ['t'])
    expect(analytics.rows('observations').size).toBe(0)
    expect(ledgerOf(analytics)).toMatchObject([{ id, cost: '0.25' }])
  })

  test('is closed to the keys of projects, and costs their telemetry no statement', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    const forged = { batch: [generation(randomUUID())], calls: [line(randomUUID())] }
    expect((await ingestion.ingestEvents(scope, forged)).errors).toEqual([])
    expect(analytics.rows('observations').size).toBe(1)
    expect(analytics.statements).not.toContain('insert gateway_calls')
  })

  test('loses only the line that cannot be read', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    const id = randomUUID()
    const calls = [line('chosen by a client'), 'text', line(id)]
    const { errors } = await deliver(ingestion, { events: [generation(id)], calls })
    expect(errors).toMatchObject([
      { id: 'chosen by a client', status: 400 },
      { id: 'unknown', status: 400 },
    ])
    expect(ledgerOf(analytics).map((row) => row.id)).toEqual([id])
  })

  test('counts what a call used whose client went away before the model could tell', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    const ids = [randomUUID(), randomUUID()]
    const texts = ['a short answer', 'a much longer answer, in many more words than the other one']
    const silent = { usageDetails: {}, costDetails: {}, status: 'cancelled' }
    await deliver(ingestion, {
      events: ids.map((id, index) => generation(id, { level: 'WARNING', output: texts[index] })),
      calls: ids.map((id) => line(id, silent)),
    })
    const [short, long] = ledgerOf(analytics).map((row) => Number(row.cost))
    expect(short).toBeGreaterThan(0)
    expect(long).toBeGreaterThan(short ?? 0)
  })
})

describe('a gateway of an earlier version', () => {
  const told = { usageDetails: { input: 3, output: 4 }, costDetails: { total: 0.25 } }
  const expected = {
    ...{ key_hash: 'h', team_id: 'red', tags: ['batch'], model: 'gpt-4o', request_id: 'chatcmpl-1' },
    ...{ started_at: '2026-01-02 00:00:00.000000', cost: '0.25', total_tokens: 7 },
  }
  const event = generation('e', { id: 'time-00-00-00-000000_chatcmpl-1', ...told })

  test('says with its events what the ledger keeps', async () => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics })
    for (let time = 0; time < 2; time++) await deliver(ingestion, { events: [event] })
    expect(ledgerOf(analytics)).toMatchObject([expected])
  })

  test('so does a journal of that time', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'kansoku-ledger-'))
    try {
      const gateway = { ...scope, source: 'GATEWAY' } as const
      {
        await using journal = await Journal.open({ directory })
        await journal.append(encodeParts(prepareEvents(gateway, { batch: [event] }).parts))
        await journal.append(encodeParts(prepareEvents(scope, { batch: [generation('sdk')] }).parts))
      }
      const analytics = memoryAnalytics()
      await using journal = await Journal.open({ directory })
      await using ingestion = createIngestion({ analytics, journal, soleWriter: true })
      await ingestion.replay()
      expect(ledgerOf(analytics)).toMatchObject([expected])
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

test('a journal holds the lines of the ledger with the parts of their calls', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'kansoku-ledger-'))
  try {
    const id = randomUUID()
    {
      await using journal = await Journal.open({ directory })
      const full = memoryAnalytics({
        before: () => {
          throw Object.assign(new Error('killed'), { name: 'Killed' })
        },
      })
      await using ingestion = createIngestion({ analytics: full, journal, soleWriter: true })
      const { errors } = await deliver(ingestion, { events: [generation(id)], calls: [line(id)] })
      expect(errors).toEqual([])
    }
    const analytics = memoryAnalytics()
    await using journal = await Journal.open({ directory })
    await using ingestion = createIngestion({ analytics, journal, soleWriter: true })
    await ingestion.replay()
    expect(ledgerOf(analytics)).toMatchObject([{ id, cost: '0.25' }])
    expect(analytics.rows('observations').size).toBe(1)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
