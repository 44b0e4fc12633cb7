const traceId = '0123456789abcdef0123456789abcdef'

/** What an example says where the type alone would say nothing, by the name of the property or parameter. */
export const sampleValues: Readonly<Record<string, unknown>> = {
  traceId,
  traceIds: [traceId],
  spanId: '0123456789abcdef',
  observationId: '0123456789abcdef',
  parentObservationId: '0123456789abcdef',
  startTimeUnixNano: '1767225600000000000',
  name: 'example',
  value: 1,
  input: { question: 'What is observed?' },
  output: { answer: 'Everything.' },
  environment: 'default',
  model: 'claude-sonnet-4',
  modelName: 'my-model',
  matchPattern: '(?i)^my-model$',
  inputPrice: 0.000003,
  outputPrice: 0.000015,
  unit: 'TOKENS',
  field: 'input',
  contentType: 'text/plain',
  contentLength: 5,
  sha256Hash: 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=',
  uploadHttpStatus: 200,
  objectType: 'TRACE',
  objectId: traceId,
  content: 'Worth a look.',
  resourceMetrics: [],
  filters: [],
  query: JSON.stringify({
    view: 'observations',
    metrics: [{ measure: 'count', aggregation: 'count' }],
    fromTimestamp: '2026-01-01T00:00:00.000Z',
    toTimestamp: '2027-01-01T00:00:00.000Z',
  }),
}

/** Properties that an example holds although nothing demands them. */
export const shownWhenOptional: ReadonlySet<string> = new Set([
  'traceId',
  'name',
  'input',
  'output',
  'model',
  'unit',
  'inputPrice',
  'outputPrice',
  'resourceSpans',
  'width',
  'resourceMetrics',
  'isArchived',
])
