import { type AnalyticsStore, migrateAnalytics } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createIngestion } from '../ingestion.ts'

// A busy machine takes its time to open an engine; nothing here is about speed.
vi.setConfig({ testTimeout: 60_000 })

const metadata = {
  ...{
    user_api_key_hash: 'h',
    user_api_key_team_id: 'red',
    user_api_key_user_id: 'ann',
    user_api_key_org_id: 'acme',
  },
  ...{
    user_api_key_end_user_id: '12',
    model_group: 'fast',
    custom_llm_provider: 'openai',
    call_type: 'acompletion',
  },
  ...{
    request_tags: ['batch', '日本'],
    model_info: { id: 'deployment-1' },
    requester_ip_address: '10.0.0.1',
    cache_hit: true,
  },
}
const call = {
  id: 'e',
  type: 'generation-create',
  timestamp: '2026-01-02T00:59:59.500Z',
  body: {
    ...{ id: 'time-00-59-58-000000_chatcmpl-1', traceId: 't', model: 'gpt-4o', level: 'ERROR', metadata },
    ...{ startTime: '2026-01-02T00:59:58.123Z', endTime: '2026-01-02T01:00:00.000Z' },
    ...{ usageDetails: { input: 3, output: 4 }, costDetails: { total: 0.25 } },
  },
}

const ledgerOf = (analytics: AnalyticsStore) =>
  analytics.query({
    name: 'test/ledger',
    sql: 'SELECT * FROM gateway_calls FINAL',
    row: z.record(z.string(), z.unknown()),
  })

test('the migration fills the ledger with the lines that an earlier gateway is taken to have meant', async () => {
  await using analytics = await openTestAnalytics()
  await using ingestion = createIngestion({ analytics, soleWriter: true })
  const body = { batches: [{ projectId: 'p', events: [call] }] }
  await ingestion.ingestCalls(new Set(['p']), Buffer.from(JSON.stringify(body)))
  const [delivered] = await ledgerOf(analytics)
  expect(delivered).toMatchObject({
    ...{
      key_hash: 'h',
      end_user: '12',
      tags: ['batch', '日本'],
      deployment_id: 'deployment-1',
      status: 'failure',
    },
    ...{ cache_hit: true, request_id: 'chatcmpl-1', total_tokens: 7, cost: '0.25' },
  })

  await analytics.command('TRUNCATE TABLE gateway_calls')
  for (let time = 0; time < 2; time++) {
    await analytics.command('TRUNCATE TABLE schema_migrations')
    await migrateAnalytics(analytics)
    expect(await ledgerOf(analytics)).toEqual([delivered])
  }
  await ingestion.ingestCalls(new Set(['p']), Buffer.from(JSON.stringify(body)))
  expect(await ledgerOf(analytics)).toEqual([delivered])
})
