import { dashboardReadRows } from './dashboard-rows.ts'
import { notFound, nothing, others, type Row } from './row.ts'
import type { Things } from './things.ts'

/** Lists, each as a whole and narrowed to what the first project has; and single things by the first project's ids. */
export const readRows: readonly Row[] = [
  { route: 'GET /api/public/projects', other: others },

  { route: 'GET /api/public/traces', other: others },
  ...narrowed('GET /api/public/traces', {
    userId: ({ userId }) => ({ userId }),
    sessionId: ({ ids }) => ({ sessionId: ids.sessionId ?? '' }),
    name: ({ marker }) => ({ name: marker }),
    tags: ({ marker }) => ({ tags: marker }),
    'a filter for the id': ({ ids }) => filterFor('id', ids.traceId),
  }),
  { route: 'GET /api/public/traces/:traceId', other: traceNotFound },

  { route: 'GET /api/public/observations', other: others },
  ...narrowed('GET /api/public/observations', {
    traceId: ({ ids }) => ({ traceId: ids.traceId ?? '' }),
    parentObservationId: ({ ids }) => ({ parentObservationId: ids.observationId ?? '' }),
    userId: ({ userId }) => ({ userId }),
  }),
  {
    route: 'GET /api/public/observations/:observationId',
    other: notFound('Observation not found within authorized project'),
  },

  { route: 'GET /api/public/v2/observations', ask: () => ({ query: everyField }), other: others },
  ...narrowed('GET /api/public/v2/observations', {
    traceId: ({ ids }) => ({ ...everyField, traceId: ids.traceId ?? '' }),
    'the trace of OpenTelemetry': ({ otelTraceId }) => ({ ...everyField, traceId: otelTraceId }),
    'a filter for the trace': ({ ids }) => filterFor('traceId', ids.traceId),
  }),
  {
    route: 'GET /api/public/v2/observations',
    about: "the first project's cursor",
    ask: ({ cursors }) => ({ query: { ...everyField, cursor: cursors.observations } }),
    other: { status: 200 },
  },

  {
    route: 'GET /api/public/sessions',
    other: (_first, { ids }) => ({ status: 200, shows: ids.sessionId ?? '' }),
  },
  {
    route: 'GET /api/public/sessions/:sessionId',
    other: notFound('Session not found within authorized project'),
  },

  ...['', '/v2'].flatMap((generation): readonly Row[] => [
    { route: `GET /api/public${generation}/scores`, other: others },
    ...narrowed(`GET /api/public${generation}/scores`, {
      scoreIds: ({ ids }) => ({ scoreIds: ids.scoreId ?? '' }),
      configId: ({ ids }) => ({ configId: ids.configId ?? '' }),
      userId: ({ userId }) => ({ userId }),
      traceTags: ({ marker }) => ({ traceTags: marker }),
      name: ({ marker }) => ({ name: `${marker} score` }),
    }),
    {
      route: `GET /api/public${generation}/scores/:scoreId`,
      other: notFound('Score not found within authorized project'),
    },
  ]),
  ...narrowed('GET /api/public/v2/scores', {
    traceId: ({ ids }) => ({ traceId: ids.traceId ?? '' }),
    sessionId: ({ ids }) => ({ sessionId: ids.sessionId ?? '' }),
  }),
  { route: 'GET /api/public/v3/scores', ask: () => ({ query: scoreFields }), other: others },
  ...narrowed('GET /api/public/v3/scores', {
    id: ({ ids }) => ({ ...scoreFields, id: ids.scoreId ?? '' }),
    traceId: ({ ids }) => ({ ...scoreFields, traceId: ids.traceId ?? '' }),
    sessionId: ({ ids }) => ({ ...scoreFields, sessionId: ids.sessionId ?? '' }),
  }),
  {
    route: 'GET /api/public/v3/scores',
    about: "the first project's cursor",
    ask: ({ cursors }) => ({ query: { ...scoreFields, cursor: cursors.scores } }),
    other: { status: 200 },
  },

  ...(['traces', 'observations'] as const).map(
    (view): Row => ({
      route: 'GET /api/public/metrics',
      about: `${view} by name`,
      ask: () => ({ query: metricsBy(view, 'name') }),
      other: others,
    }),
  ),
  {
    route: 'GET /api/public/v2/metrics',
    about: 'observations by model',
    ask: () => ({ query: metricsBy('observations', 'providedModelName') }),
    other: others,
  },
  {
    route: 'GET /api/public/v2/metrics',
    about: 'scores by name',
    ask: () => ({ query: metricsBy('scores-numeric', 'name') }),
    other: others,
  },
  { route: 'GET /api/public/metrics/daily', other: others },
  ...narrowed('GET /api/public/metrics/daily', {
    userId: ({ userId }) => ({ userId }),
    traceName: ({ marker }) => ({ traceName: marker }),
  }),

  { route: 'GET /api/public/media/:mediaId', other: notFound('Media not found') },
  { route: 'GET /api/public/score-configs', other: others },
  {
    route: 'GET /api/public/score-configs/:configId',
    other: notFound('Score config not found within authorized project'),
  },
  { route: 'GET /api/public/comments', other: others },
  ...narrowed('GET /api/public/comments', {
    objectId: ({ ids }) => ({ objectType: 'TRACE', objectId: ids.traceId ?? '' }),
  }),
  {
    route: 'GET /api/public/comments/:commentId',
    other: notFound('Comment not found within authorized project'),
  },
  ...dashboardReadRows,
  // By name: the other project's own model stands beside hundreds of the price list.
  {
    route: 'GET /api/public/models',
    ask: () => ({ query: { limit: '100', page: '2' } }),
    other: { status: 200 },
  },
  { route: 'GET /api/public/models', ask: () => ({ query: { limit: '100' } }), other: { status: 200 } },
  { route: 'GET /api/public/models/:id', other: notFound('No model with this id found.') },
]

const everyField = { fields: 'core,basic,time,io,metadata,model,usage,prompt,metrics,trace_context' }
const scoreFields = { fields: 'details,subject' }

function traceNotFound({ ids }: Things) {
  return notFound(`Trace ${ids.traceId} not found within authorized project`)
}

/** One row for each way to ask for the first project's things alone; others find nothing. */
function narrowed(route: string, queries: Record<string, (first: Things) => Record<string, string>>): Row[] {
  return Object.entries(queries).map(([about, query]) => ({
    route,
    about: `narrowed by ${about}`,
    ask: (first) => ({ query: query(first) }),
    other: nothing,
  }))
}

function filterFor(column: string, value: string | undefined): Record<string, string> {
  return { filter: JSON.stringify([{ type: 'string', column, operator: '=', value }]) }
}

function metricsBy(view: string, field: string): Record<string, string> {
  const count = [{ measure: 'count', aggregation: 'count' }]
  const always = { fromTimestamp: '2020-01-01T00:00:00Z', toTimestamp: '2100-01-01T00:00:00Z' }
  return { query: JSON.stringify({ view, metrics: count, dimensions: [{ field }], ...always }) }
}
