import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { projectClient } from '../project-client.ts'
import { basic, type TestServer } from '../start-test-server.ts'

export interface Tenant {
  readonly projectId: string
  readonly organizationId: string
  readonly publicKey: string
  readonly secretKey: string
  /** The account of its owner. */
  readonly owner: { readonly email: string; readonly password: string }
  /** Stands in every text of the tenant's things, and in no id: whoever reads it has read what is theirs. */
  readonly marker: string
}

/** What a project has, one of each kind. */
export interface Things extends Tenant {
  /** By the names of the placeholders in the paths of routes. */
  readonly ids: Readonly<Record<string, string>>
  /** Ids of a span that came by OpenTelemetry. */
  readonly otelTraceId: string
  readonly otelSpanId: string
  readonly userId: string
  readonly ownerId: string
  /** Where its file is read. */
  readonly fileUrl: URL
  /** A file that was announced and not uploaded yet, and where it is awaited. */
  readonly awaitedId: string
  readonly awaitedText: string
  readonly uploadUrl: URL
  /** Leads past the first item of its lists. */
  readonly cursors: { readonly observations: string; readonly scores: string }
}

/** Makes one thing of each kind, as a client of the project does. */
export async function createThings(server: TestServer, tenant: Tenant): Promise<Things> {
  const { marker, projectId } = tenant
  const client = projectClient(server, basic(tenant.publicKey, tenant.secretKey))
  const id = (noun: string) => `${projectId}-${noun}`
  const ids = { traceId: id('trace'), observationId: id('generation'), sessionId: id('session') }
  const userId = `${marker} user`
  const score = { traceId: ids.traceId, name: `${marker} score`, comment: marker }
  const call = {
    traceId: ids.traceId,
    name: marker,
    input: marker,
    output: marker,
    metadata: { marker, [marker]: 'a key' },
  }
  const events = [
    ['trace-create', { ...call, id: ids.traceId, sessionId: ids.sessionId, userId, tags: [marker] }],
    ['span-create', { ...call, id: id('span') }],
    ['generation-create', { ...call, id: ids.observationId, model: `${marker}-model`, usage: { input: 5 } }],
    ['score-create', { ...score, id: id('score'), value: 0.5 }],
    ['score-create', { id: id('session-score'), sessionId: ids.sessionId, name: marker, value: marker }],
  ] as const
  const timestamp = new Date().toISOString()
  const batch = events.map(([type, body], index) => ({ id: id(`event-${index}`), type, timestamp, body }))
  const { body: ingested } = await client.post('/ingestion', { batch })
  expect(ingested.errors).toEqual([])

  const otelTraceId = createHash('sha256').update(projectId).digest('hex').slice(0, 32)
  const otelSpanId = otelTraceId.slice(0, 16)
  await client.post('/otel/v1/traces', oneSpan(otelTraceId, otelSpanId, marker))

  const created = async (path: string, body: object) => {
    const answer = await client.post(path, body)
    expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()])
    return answer.body.id as string
  }
  const config = { name: `${marker} config`, dataType: 'NUMERIC', description: marker }
  const model = { modelName: marker, matchPattern: `^${marker}-model$`, unit: 'TOKENS', inputPrice: 1 }
  const comment = { projectId, objectType: 'TRACE', objectId: ids.traceId, content: marker }
  const widget = await created('/unstable/dashboard-widgets', widgetNamed(marker))
  const placement = { type: 'widget', id: id('placement'), widgetId: widget, x: 0, y: 0, width: 6, height: 6 }
  const dashboard = { name: marker, definition: { widgets: [placement] } }
  const file = await upload(client, ids.traceId, marker)
  const awaitedText = `awaited: ${marker}`
  const { body: awaited } = await client.post('/media', announcement(ids.traceId, Buffer.from(awaitedText)))
  const cursorOf = async (list: string) => (await client.get(`${list}?limit=1`)).body.meta.cursor as string
  return {
    ...tenant,
    ids: {
      ...ids,
      projectId,
      scoreId: id('score'),
      configId: await created('/score-configs', config),
      id: await created('/models', model),
      widgetId: widget,
      dashboardId: await created('/unstable/dashboards', dashboard),
      placementId: placement.id,
      tileId: placement.id,
      commentId: await created('/comments', comment),
      mediaId: file.mediaId,
    },
    otelTraceId,
    otelSpanId,
    userId,
    ownerId: await userIdOf(server, tenant.owner.email),
    fileUrl: new URL(file.url),
    awaitedId: awaited.mediaId,
    awaitedText,
    uploadUrl: new URL(awaited.uploadUrl),
    cursors: { observations: await cursorOf('/v2/observations'), scores: await cursorOf('/v3/scores') },
  }
}

/** An OTLP request with one span. */
export function oneSpan(traceId: string, spanId: string, name: string): object {
  const times = { startTimeUnixNano: `${Date.now()}000000`, endTimeUnixNano: `${Date.now() + 1}000000` }
  const attributes = [{ key: 'langfuse.observation.input', value: { stringValue: name } }]
  const span = { traceId, spanId, name, ...times, attributes }
  return { resourceSpans: [{ scopeSpans: [{ scope: { name: 'test' }, spans: [span] }] }] }
}

export function announcement(traceId: string, bytes: Buffer): object {
  const sha256Hash = createHash('sha256').update(bytes).digest('base64')
  return { traceId, field: 'input', contentType: 'text/plain', contentLength: bytes.length, sha256Hash }
}

/** A chart that counts observations. */
export function widgetNamed(name: string): object {
  const metrics = [{ measure: 'count', agg: 'count' }]
  return { name, view: 'observations', dimensions: [], metrics, filters: [], chartType: 'NUMBER' }
}

export const uploadReport = { uploadedAt: '2026-11-20T10:00:00.000Z', uploadHttpStatus: 200 }

async function upload(client: ReturnType<typeof projectClient>, traceId: string, text: string) {
  const bytes = Buffer.from(text)
  const { body: announced } = await client.post('/media', announcement(traceId, bytes))
  const put = await fetch(announced.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    body: new Uint8Array(bytes),
  })
  expect(put.status).toBe(200)
  await client.patch(`/media/${announced.mediaId}`, uploadReport)
  return (await client.get(`/media/${announced.mediaId}`)).body as { mediaId: string; url: string }
}

async function userIdOf({ server }: TestServer, email: string): Promise<string> {
  const { rows } = await server.context.metadata.pool.query('SELECT id FROM kansoku.users WHERE email = $1', [
    email,
  ])
  return rows[0].id as string
}
