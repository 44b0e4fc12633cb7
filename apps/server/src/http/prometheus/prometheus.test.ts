import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyRetentionJob } from '../../jobs/apply-retention.ts'
import { type ProjectClient, projectClient } from '../../testing/project-client.ts'
import { event, type ReadServer, startReadServer } from '../../testing/read-server.ts'
import { internalSecret } from '../../testing/start-test-server.ts'

let server: ReadServer
let client: ProjectClient
beforeAll(async () => {
  server = await startReadServer()
  client = projectClient(server)
}, 60_000)
afterAll(() => server?.[Symbol.asyncDispose]())

async function scrape(headers: Record<string, string> = {}) {
  const answer = await server.fetch('/metrics', { headers })
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
}

/** The value of a series, 0 when there is none yet. */
async function read(series: string): Promise<number> {
  const { text } = await scrape()
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `))
  return Number(line?.slice(series.length) ?? 0)
}

async function growth(series: string, action: () => Promise<unknown>): Promise<number> {
  const before = await read(series)
  await action()
  return (await read(series)) - before
}

const requestSeries = (labels: string) => `kansoku_http_requests_total{${labels}}`
const eventSeries = (door: string, outcome: string) =>
  `kansoku_ingestion_events_total{door="${door}",outcome="${outcome}"}`

test('Prometheus reads what Node tells of the process', async () => {
  const { status, type, text } = await scrape()
  expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  for (const name of [
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
    'nodejs_eventloop_lag_p99_seconds',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'))
  }
})

describe('counted are', () => {
  test('requests by their route, without ids', async () => {
    const series = requestSeries('method="GET",route="/api/public/traces/:traceId",status="404"')
    expect(await growth(series, () => client.get('/traces/secret-id'))).toBe(1)
    expect(
      await growth(requestSeries('method="GET",route="none",status="404"'), () => client.get('/no-such')),
    ).toBe(1)
    const { text } = await scrape()
    expect(text).toMatch(
      /^kansoku_http_request_duration_seconds_bucket\{le="30",method="GET",route="\/api\/public\/traces\/:traceId"\} [1-9]/m,
    )
    for (const secret of ['secret-id', 'cline-project', 'pk-lf', 'admin@example.com'])
      expect(text).not.toContain(secret)
  })

  test('events by their door, those that can never be stored apart', async () => {
    const batch = [event('trace-create', { id: 'counted' }), event('no-such-type', {})]
    const send = () => client.post('/ingestion', { batch })
    expect(await growth(eventSeries('langfuse', 'accepted'), send)).toBe(1)
    expect(await growth(eventSeries('langfuse', 'rejected'), send)).toBe(1)
    const span = {
      ...{ traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', name: 'counted' },
      ...{ startTimeUnixNano: '1760000000000000000', endTimeUnixNano: '1760000001000000000' },
    }
    const spans = { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }
    expect(await growth(eventSeries('otel', 'accepted'), () => client.post('/otel/v1/traces', spans))).toBe(1)
    const calls = {
      batches: [{ projectId: 'cline-project', events: [event('trace-create', { id: 'called' })] }],
    }
    const headers = { authorization: `Bearer ${internalSecret}` }
    const ship = () => server.fetch('/api/internal/gateway/calls', { method: 'POST', headers, body: calls })
    expect(await growth(eventSeries('gateway', 'accepted'), ship)).toBe(1)
  })

  test('statements of the engine, and what waits for it', async () => {
    const inserts =
      'kansoku_engine_statement_duration_seconds_count{statement="insert/event_parts",outcome="answered"}'
    const { ingestion } = server.server.context
    await ingestion.settled()
    const store = async () => {
      await server.ingest([event('trace-create', { id: 'timed' })])
      await ingestion.settled()
    }
    expect(await growth(inserts, store)).toBe(1)
    const { text } = await scrape()
    for (const gauge of [
      'kansoku_engine_statements{lane="write",state="waiting"}',
      'kansoku_ingestion_pending_bytes',
    ]) {
      expect(text).toContain(`\n${gauge} 0\n`)
    }
  })

  test('runs of jobs', async () => {
    const { jobs } = server.server.context
    const series = 'kansoku_job_runs_total{job="retention-apply",outcome="succeeded"}'
    const run = () => jobs.enqueue(applyRetentionJob, {}).then(() => jobs.drain())
    expect(await growth(series, run)).toBeGreaterThan(0)
  })

  test('uploads of files', async () => {
    const content = 'counted file'
    const sha256Hash = createHash('sha256').update(content).digest('base64')
    const { body } = await client.post('/media', {
      ...{
        traceId: 'chat',
        field: 'input',
        contentType: 'text/plain',
        contentLength: content.length,
        sha256Hash,
      },
    })
    const report = (uploadHttpStatus: number) =>
      client.patch(`/media/${body.mediaId}`, { uploadedAt: new Date().toISOString(), uploadHttpStatus })
    expect(await growth('kansoku_media_uploads_total{outcome="failed"}', () => report(403))).toBe(1)
    await fetch(body.uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/plain' }, body: content })
    expect(await growth('kansoku_media_uploads_total{outcome="succeeded"}', () => report(200))).toBe(1)
  })
})

test.each(['x-forwarded-for', 'forwarded', 'via'])(
  'a proxy of this machine does not open them: %s',
  async (name) => {
    const answer = await server.fetch('/metrics', { headers: { [name]: '127.0.0.1' } })
    expect([answer.status, await answer.json()]).toMatchObject([
      403,
      { code: 'access_denied', remedy: expect.stringMatching(/KANSOKU_METRICS_TOKEN/) },
    ])
  },
)
