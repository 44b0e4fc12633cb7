import { expect } from 'vitest'
import { dashboardDeleteRows, dashboardWriteRows } from './dashboard-rows.ts'
import { mcpRows } from './mcp-rows.ts'
import { notFound, type Row } from './row.ts'
import { announcement, oneSpan, type Things, uploadReport } from './things.ts'

const forged = 'written with forged ids'

/** Writes that name the first project's ids. What is taken lands in the project of the key. */
export const writeRows: readonly Row[] = [
  // First: later rows give the other project things with these ids.
  ...(['TRACE', 'OBSERVATION', 'SESSION'] as const).map(
    (objectType): Row => ({
      route: 'POST /api/public/comments',
      about: `on its ${objectType.toLowerCase()}, said to be the other project's`,
      ask: ({ ids }, { projectId }) => ({ body: commentOn(objectType, ids, projectId) }),
      other: ({ ids }) => notFound(`${objectType}: ${objectIdOf(objectType, ids)} not found`),
      own: 404,
    }),
  ),
  {
    route: 'POST /api/public/comments',
    about: 'on its trace',
    ask: ({ ids, projectId }) => ({ body: commentOn('TRACE', ids, projectId) }),
    other: ({ projectId }) =>
      notFound(`Project ${projectId} not found. projectId must be the project of the key.`),
  },
  {
    route: 'POST /api/public/comments',
    about: 'by one of its members',
    ask: (first, { ids, projectId }) => ({
      body: { ...commentOn('TRACE', ids, projectId), authorUserId: first.ownerId },
    }),
    other: ({ ownerId }) => notFound(`User ${ownerId} not found in the organization of the project`),
    own: 404,
  },

  ...mcpRows,
  {
    route: 'POST /api/public/ingestion',
    about: 'changes of its things',
    ask: ({ ids }) => ({ body: batchOf(forgedEvents(ids)) }),
    other: { status: 207, body: { successes: expect.any(Array), errors: [] } },
    own: 207,
  },
  {
    route: 'POST /api/public/ingestion',
    about: 'a score that names its config',
    ask: ({ ids }) => ({ body: batchOf([['score-create', { ...scoreOf(ids), configId: ids.configId }]]) }),
    other: { status: 207, body: { successes: [], errors: [expect.objectContaining({ status: 400 })] } },
    own: 207,
  },
  ...['/api/public/otel/v1/traces', '/v1/traces'].map(
    (path): Row => ({
      route: `POST ${path}`,
      ask: ({ otelTraceId, otelSpanId }) => ({ body: oneSpan(otelTraceId, otelSpanId, forged) }),
      other: { status: 200, body: {} },
    }),
  ),
  ...['/api/public/otel/v1/metrics', '/v1/metrics'].map(
    (path): Row => ({ route: `POST ${path}`, ask: () => ({ body: {} }), other: { status: 200, body: {} } }),
  ),

  {
    route: 'POST /api/public/traces',
    ask: ({ ids }) => ({ body: { id: ids.traceId, name: forged, sessionId: ids.sessionId } }),
    other: ({ ids }) => ({ status: 200, body: { id: ids.traceId } }),
  },
  ...['spans', 'generations', 'events'].map(
    (noun): Row => ({
      route: `POST /api/public/${noun}`,
      ask: ({ ids }) => ({ body: { id: ids.observationId, traceId: ids.traceId, name: forged } }),
      other: ({ ids }) => ({ status: 200, body: { id: ids.observationId } }),
    }),
  ),
  ...['span', 'generation'].map(
    (noun): Row => ({
      route: `PATCH /api/public/${noun}s`,
      ask: ({ ids }) => ({
        body: { [`${noun}Id`]: ids.observationId, traceId: ids.traceId, output: forged },
      }),
      other: ({ ids }) => ({ status: 200, body: { id: ids.observationId } }),
    }),
  ),

  {
    route: 'POST /api/public/scores',
    ask: ({ ids }) => ({ body: scoreOf(ids) }),
    other: ({ ids }) => ({ status: 200, body: { id: ids.scoreId } }),
  },
  {
    route: 'POST /api/public/scores',
    about: 'that name its config',
    ask: ({ ids }) => ({ body: { ...scoreOf(ids), configId: ids.configId } }),
    other: { status: 400, body: { message: expect.stringContaining('onfig'), error: 'InvalidRequestError' } },
  },

  {
    route: 'POST /api/public/media',
    about: 'of bytes that it has',
    ask: ({ ids, marker }) => ({ body: announcement(ids.traceId ?? '', Buffer.from(marker)) }),
    other: ({ ids }) => ({ status: 201, body: { mediaId: ids.mediaId, uploadUrl: expect.any(String) } }),
    own: 201,
  },
  {
    route: 'PATCH /api/public/media/:mediaId',
    about: 'that was not announced',
    ask: ({ awaitedId }) => ({ ids: { mediaId: awaitedId }, body: uploadReport }),
    other: notFound('Media not found'),
    own: 422,
  },

  {
    route: 'POST /api/public/score-configs',
    ask: () => ({ body: { name: forged, dataType: 'BOOLEAN' } }),
    other: (_first, { projectId }) => ({ status: 200, body: expect.objectContaining({ projectId }) }),
  },
  {
    route: 'PATCH /api/public/score-configs/:configId',
    ask: () => ({ body: { isArchived: true } }),
    other: notFound('Score config not found within authorized project'),
  },
  ...dashboardWriteRows,
  {
    route: 'POST /api/public/models',
    about: 'with its pattern',
    ask: () => ({ body: { modelName: forged, matchPattern: 'model$', unit: 'TOKENS', inputPrice: 1000 } }),
    other: { status: 200 },
  },
  {
    route: 'POST /api/public/feedback',
    ask: () => ({ body: { targetType: 'docs', target: 'docs', feedback: forged } }),
    other: { status: 201, body: { id: expect.any(String) } },
    own: 201,
  },
]

/** Afterwards both projects have things with the same ids, and each reads its own. */
export const forgedRows: readonly Row[] = [
  ...['/traces/:traceId', '/observations/:observationId', '/sessions/:sessionId', '/v2/scores/:scoreId'],
].map((path) => ({
  route: `GET /api/public${path}`,
  about: 'that the other project has written',
  other: { status: 200, shows: forged },
}))

/** Deletions; the last rows of the table, since they leave nothing for others to ask about. */
export const deleteRows: readonly Row[] = [
  ...dashboardDeleteRows,
  {
    route: 'DELETE /api/public/models/:id',
    other: notFound(
      'No model with this id found. Note: You cannot delete built-in models, override them with a model with the same name.',
    ),
  },
  {
    route: 'DELETE /api/public/scores/:scoreId',
    other: { status: 202, body: { message: 'Score deleted successfully' } },
    own: 202,
  },
  {
    route: 'DELETE /api/public/traces',
    ask: ({ ids, otelTraceId }) => ({ body: { traceIds: [ids.traceId, otelTraceId] } }),
    other: { status: 200, body: { message: 'Traces deleted successfully' } },
  },
  {
    route: 'DELETE /api/public/traces/:traceId',
    other: { status: 200, body: { message: 'Trace deleted successfully' } },
  },
]

type Ids = Things['ids']

function forgedEvents(ids: Ids): [type: string, body: object][] {
  const { traceId, observationId, sessionId } = ids
  return [
    ['trace-create', { id: traceId, name: forged, sessionId, public: true }],
    ['span-update', { id: observationId, traceId, output: forged }],
    ['generation-update', { id: observationId, output: forged, metadata: { marker: forged } }],
    ['score-create', scoreOf(ids)],
    ['score-create', { name: forged, value: 0, sessionId }],
  ]
}

function batchOf(events: readonly [type: string, body: object][]): object {
  const timestamp = new Date().toISOString()
  return { batch: events.map(([type, body], index) => ({ id: `forged-${index}`, type, timestamp, body })) }
}

function scoreOf({ scoreId, traceId, observationId }: Ids): object {
  return { id: scoreId, traceId, observationId, name: forged, value: 0, comment: forged }
}

function commentOn(objectType: string, ids: Ids, projectId: string): object {
  return { projectId, objectType, objectId: objectIdOf(objectType, ids), content: forged }
}

function objectIdOf(objectType: string, ids: Ids): string | undefined {
  return { TRACE: ids.traceId, OBSERVATION: ids.observationId, SESSION: ids.sessionId }[objectType]
}
