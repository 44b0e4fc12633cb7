/** One question over HTTP and the median that it must stay under. */
export interface AskedQuestion {
  readonly name: string
  /** Path and query; starts with `/api/public` (asked with the project's keys) or `/api/app` (as a signed-in user). */
  readonly path: string
  /** Milliseconds. */
  readonly bar: number
}

export interface Asked {
  readonly projectId: string
  /** Ids of a trace in the middle of the range and of its session. */
  readonly traceId: string
  readonly sessionId: string
  /** Milliseconds since the epoch at which the data ends. */
  readonly end: number
}

interface Range {
  readonly label: string
  readonly from: string
  readonly to: string
  readonly days: number
}

const day = 86_400_000

/** What people and clients ask, over a week and over a quarter. */
export function questions(asked: Asked): AskedQuestion[] {
  const range = (days: number): Range => ({
    label: `${days} days`,
    days,
    from: new Date(asked.end - days * day).toISOString(),
    to: new Date(asked.end).toISOString(),
  })
  const ranges = [range(7), range(90)]
  return [
    ...pages(asked, range(7)),
    ...ranges.flatMap((range) => observationFilters(range)),
    ...ranges.flatMap((range) => traceFilters(range)),
    ...ranges.flatMap((range) => dashboard(asked, range)),
    ...ranges.flatMap((range) => metrics(range)),
    ...fullText(asked, range(7)),
  ]
}

const query = (path: string, params: Record<string, string>) => `${path}?${new URLSearchParams(params)}`

function pages({ projectId, traceId, sessionId }: Asked, { from, to }: Range): AskedQuestion[] {
  const observations = '/api/public/v2/observations'
  const week = { fromStartTime: from, toStartTime: to, limit: '50' }
  return [
    { name: 'trace by id', path: `/api/public/traces/${traceId}`, bar: 50 },
    { name: 'trace by id, web UI', path: `/api/app/projects/${projectId}/traces/${traceId}`, bar: 50 },
    { name: 'session by id', path: `/api/public/sessions/${sessionId}`, bar: 200 },
    { name: 'observations', path: query(observations, { limit: '50' }), bar: 60 },
    { name: 'observations of a week', path: query(observations, week), bar: 60 },
    {
      name: 'observations with input and output',
      path: query(observations, { limit: '50', fields: 'core,basic,io,metadata,model,usage,prompt,metrics' }),
      bar: 150,
    },
    { name: 'legacy observations', path: '/api/public/observations?limit=50', bar: 200 },
    { name: 'legacy traces with all fields', path: '/api/public/traces?limit=50', bar: 200 },
    {
      name: 'legacy traces of a week with all fields',
      path: query('/api/public/traces', { limit: '50', fromTimestamp: from }),
      bar: 200,
    },
    { name: 'sessions', path: '/api/public/sessions?limit=50', bar: 200 },
    { name: 'scores', path: '/api/public/v2/scores?limit=50', bar: 200 },
    {
      name: 'traces of a week, web UI',
      path: query(`/api/app/projects/${projectId}/traces`, { from, to }),
      bar: 200,
    },
    {
      name: 'traces of a week by cost, web UI',
      path: query(`/api/app/projects/${projectId}/traces`, { from, to, orderBy: 'totalCost' }),
      bar: 200,
    },
    {
      name: 'observations of a week, web UI',
      path: query(`/api/app/projects/${projectId}/observations`, { from, to }),
      bar: 60,
    },
    {
      name: 'observations of a week by cost, web UI',
      path: query(`/api/app/projects/${projectId}/observations`, { from, to, orderBy: 'totalCost' }),
      bar: 200,
    },
    {
      name: 'values to filter observations of a week by, web UI',
      path: query(`/api/app/projects/${projectId}/observations/facets`, { from, to }),
      bar: 200,
    },
    {
      name: 'filter values of a week, web UI',
      path: query(`/api/app/projects/${projectId}/traces/facets`, { from, to }),
      bar: 200,
    },
  ]
}

type Condition = readonly [type: string, column: string, operator: string, value: unknown, key?: string]

const onBoth: readonly Condition[] = [
  ['stringOptions', 'environment', 'any of', ['staging']],
  ['string', 'userId', '=', 'user-7'],
  ['string', 'sessionId', '=', 'session-1000'],
  ['arrayOptions', 'tags', 'any of', ['tag-3']],
  ['string', 'version', '=', '1.4'],
  ['number', 'latency', '>', 6],
  ['number', 'totalCost', '>', 0.02],
  ['number', 'totalTokens', '>', 22_000],
  ['string', 'model', '=', 'model-3'],
  ['stringOptions', 'level', 'any of', ['ERROR']],
  ['stringObject', 'metadata', '=', '42', 'step'],
  ['stringObject', 'metadata', 'contains', 'saka', 'region'],
  ['numberObject', 'scores_avg', '>', 0.9, 'accuracy'],
]

const onObservations: readonly Condition[] = [
  ...onBoth,
  ['string', 'name', '=', 'generation-7'],
  ['string', 'type', '=', 'TOOL'],
  ['string', 'traceName', '=', 'task-7'],
  ['string', 'statusMessage', 'contains', 'Timeout'],
  ['string', 'promptName', '=', 'prompt-3'],
  ['number', 'timeToFirstToken', '>', 0.9],
  ['arrayOptions', 'calledToolNames', 'any of', ['tool-7']],
  ['boolean', 'isRootObservation', '=', true],
  ['null', 'parentObservationId', 'is null', ''],
]

function conditionBar({ days }: Range, column: string): number {
  if (days <= 7) return 200
  return column === 'metadata' ? 2000 : 1000
}

function filtered(
  what: string,
  path: string,
  range: Range,
  params: Record<string, string>,
  conditions: readonly Condition[],
): AskedQuestion[] {
  return conditions.map(([type, column, operator, value, key]) => ({
    name: `${what} of ${range.label} by ${column}${key === undefined ? '' : `.${key}`} ${operator}`,
    path: query(path, { ...params, filter: JSON.stringify([{ type, column, operator, value, key }]) }),
    bar: conditionBar(range, column),
  }))
}

const observationFilters = (range: Range) =>
  filtered(
    'observations',
    '/api/public/v2/observations',
    range,
    { limit: '50', fromStartTime: range.from, toStartTime: range.to },
    onObservations,
  )

const traceFilters = (range: Range) =>
  filtered(
    'traces',
    '/api/public/traces',
    range,
    { limit: '50', fields: 'core', fromTimestamp: range.from, toTimestamp: range.to },
    [...onBoth, ['string', 'name', '=', 'task-7']],
  )

const dashboardBar = ({ days }: Range) => (days <= 7 ? 80 : 350)

function dashboard({ projectId }: Asked, range: Range): AskedQuestion[] {
  const tiles = ['overview', 'traces-over-time', 'model-usage', 'latency', 'latency-histogram', 'errors']
  return tiles.map((tile) => ({
    name: `dashboard of ${range.label}, ${tile}`,
    path: query(`/api/app/projects/${projectId}/dashboard/${tile}`, { from: range.from, to: range.to }),
    bar: dashboardBar(range),
  }))
}

function metrics(range: Range): AskedQuestion[] {
  const ask = (name: string, rest: object, path = '/api/public/v2/metrics') => ({
    name: `metrics of ${range.label}, ${name}`,
    path: query(path, {
      query: JSON.stringify({
        view: 'observations',
        fromTimestamp: range.from,
        toTimestamp: range.to,
        ...rest,
      }),
    }),
    bar: dashboardBar(range),
  })
  const byDay = { timeDimension: { granularity: 'day' } }
  const cost = [{ measure: 'totalCost', aggregation: 'sum' }]
  const model = [{ field: 'providedModelName' }]
  const dearest = { orderBy: [{ field: 'sum_totalCost', direction: 'desc' }], config: { row_limit: 10 } }
  return [
    ask('count by day', { ...byDay, metrics: [{ measure: 'count', aggregation: 'count' }] }),
    ask('cost by model and day', { ...byDay, dimensions: model, metrics: cost }),
    ask('tokens by model and day', {
      ...byDay,
      dimensions: model,
      metrics: [{ measure: 'totalTokens', aggregation: 'sum' }],
    }),
    ask('p95 latency by model and day', {
      ...byDay,
      dimensions: model,
      metrics: [{ measure: 'latency', aggregation: 'p95' }],
    }),
    ask('tokens by purpose', { metrics: [{ measure: 'usageByType', aggregation: 'sum' }] }),
    ask('cost by trace name', { dimensions: [{ field: 'traceName' }], metrics: cost }),
    ask('cost of the ten dearest users', { dimensions: [{ field: 'userId' }], metrics: cost, ...dearest }),
    ask('errors by level', {
      dimensions: [{ field: 'level' }],
      metrics: [{ measure: 'count', aggregation: 'count' }],
    }),
    ask('latency histogram', { metrics: [{ measure: 'latency', aggregation: 'histogram' }] }),
    ask('scores by name', {
      view: 'scores-numeric',
      dimensions: [{ field: 'name' }],
      metrics: [{ measure: 'value', aggregation: 'avg' }],
    }),
    ask(
      'traces by name (v1)',
      {
        view: 'traces',
        dimensions: [{ field: 'name' }],
        metrics: [{ measure: 'count', aggregation: 'count' }],
        filters: [],
      },
      '/api/public/metrics',
    ),
    ask(
      'p95 latency of traces by day (v1)',
      { view: 'traces', ...byDay, metrics: [{ measure: 'latency', aggregation: 'p95' }], filters: [] },
      '/api/public/metrics',
    ),
  ]
}

/** A common word, a rare one and Japanese ones, in input and in output. */
function fullText({ projectId }: Asked, { from, to }: Range): AskedQuestion[] {
  const words = ['observability', 'weather', '観測', '天気予報', 'nowhere-to-be-found']
  const page = { limit: '50', fromStartTime: from, toStartTime: to }
  return words.flatMap((value) => [
    ...['input', 'output'].map((column) => ({
      name: `full text of 7 days, "${value}" in ${column}`,
      path: query('/api/public/v2/observations', {
        ...page,
        filter: JSON.stringify([{ type: 'string', column, operator: 'matches', value }]),
      }),
      bar: 500,
    })),
    {
      name: `traces of 7 days with "${value}", web UI`,
      path: query(`/api/app/projects/${projectId}/traces`, { from, to, search: value }),
      bar: 500,
    },
  ])
}
