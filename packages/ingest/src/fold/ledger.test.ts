import { expect, test } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { scope } from '../testing/legacy-events.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

const call = {
  id: 'call',
  type: 'generation-create',
  timestamp: '2026-01-02T00:00:01.000Z',
  body: {
    id: 'o',
    traceId: 't',
    startTime: '2026-01-02T00:00:00.000Z',
    model: 'gpt-4o',
    usageDetails: { input: 3, output: 4 },
    costDetails: { total: 0.25 },
    metadata: { user_api_key_hash: 'h', model_group: 'fast', request_tags: ['batch'] },
  },
}
const forged = {
  id: 'o',
  name: 'renamed',
  startTime: '2026-01-01T00:00:00.000Z',
  model: 'free',
  usageDetails: { input: 0 },
  costDetails: { total: 0 },
  metadata: { user_api_key_hash: 'other', user_api_key_team_id: 'red', request_tags: ['x'], note: 'mine' },
}

const create = ['generation-create', '2026-01-01T00:00:00.000Z'] as const
const update = ['generation-update', '2026-01-03T00:00:00.000Z'] as const

test.each([
  { said: create, when: 'after' },
  { said: create, when: 'before' },
  { said: update, when: 'after' },
  { said: update, when: 'before' },
])('what others say $when a gateway delivers a call changes none of its costs: $said', async (wish) => {
  const { said, when } = wish
  const analytics = memoryAnalytics()
  const ingestion = createIngestion({ analytics })
  const { projectId } = scope
  const deliver = async () => {
    const body = { batches: [{ projectId, events: [call] }] }
    await ingestion.ingestCalls(new Set([projectId]), Buffer.from(JSON.stringify(body)))
  }
  const forge = async () => {
    const [type, timestamp] = said
    const event = { id: 'forged', type, timestamp, body: forged }
    expect((await ingestion.ingestEvents(scope, { batch: [event] })).errors).toEqual([])
  }
  for (const act of when === 'after' ? [deliver, forge] : [forge, deliver]) await act()
  const rows = [...analytics.rows('observations').values()]
  expect(rows).toMatchObject([
    {
      source: 'GATEWAY',
      start_time: '2026-01-02 00:00:00.000000',
      provided_model_name: 'gpt-4o',
      total_cost: expect.stringMatching(/^0\.25/),
      input_tokens: 3,
    },
  ])
  expect(rows[0]?.metadata).toEqual({
    user_api_key_hash: 'h',
    model_group: 'fast',
    request_tags: '["batch"]',
    note: 'mine',
  })
})
