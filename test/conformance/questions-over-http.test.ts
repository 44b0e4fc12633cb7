import { type SpawnedClickHouseEmulator, spawnClickHouseEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe } from 'vitest'

/** The suites of the questions, put to a ClickHouse server: params are bound on its side, over HTTP. */
let emulator: SpawnedClickHouseEmulator
beforeAll(async () => {
  emulator = await spawnClickHouseEmulator()
  process.env.KANSOKU_TEST_CLICKHOUSE_URL = emulator.url
})
afterAll(async () => {
  delete process.env.KANSOKU_TEST_CLICKHOUSE_URL
  await emulator?.[Symbol.asyncDispose]()
})

const query = '../../packages/query/src'
const suites = {
  filters: () => import(`${query}/filters/filters-in-engine.test.ts`),
  'traces, listed': () => import(`${query}/traces/list-traces.test.ts`),
  'traces, one': () => import(`${query}/traces/get-trace.test.ts`),
  'traces, facets': () => import(`${query}/traces/facets.test.ts`),
  observations: () => import(`${query}/observations/find-page.test.ts`),
  scores: () => import(`${query}/scores/scores.test.ts`),
  sessions: () => import(`${query}/sessions/sessions.test.ts`),
  'metrics, every field': () => import(`${query}/metrics/every-field.test.ts`),
  'metrics, traces': () => import(`${query}/metrics/traces-view.test.ts`),
  'metrics, observations': () => import(`${query}/metrics/observations-view.test.ts`),
  'metrics, over time': () => import(`${query}/metrics/over-time.test.ts`),
  'metrics, scores': () => import(`${query}/metrics/scores-views.test.ts`),
  'metrics, against a naive evaluation': () => import(`${query}/metrics/naive-evaluation.test.ts`),
  'metrics, per day': () => import(`${query}/metrics/daily-metrics.test.ts`),
  dashboard: () => import(`${query}/dashboard/dashboard.test.ts`),
}
for (const [name, load] of Object.entries(suites)) describe(name, () => load().then(() => undefined))
