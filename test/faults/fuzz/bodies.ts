import fc from 'fast-check'
import { damaged, hostileId, hostileObject, hostileValue } from './hostile.ts'

const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => JSON.stringify(date.toISOString()))
const text = fc.string({ maxLength: 20 }).map((value) => JSON.stringify(value))
const usage = fc.constantFrom('{"input":10,"output":5}', '{"promptTokens":1}', '{"input":10,"total":10}')

const body = hostileObject({
  id: hostileId,
  traceId: hostileId,
  parentObservationId: hostileId,
  timestamp: instant,
  startTime: instant,
  endTime: instant,
  completionStartTime: instant,
  name: text,
  userId: text,
  sessionId: text,
  environment: text,
  version: text,
  tags: fc.constantFrom('["a","b"]', '[]'),
  public: fc.constantFrom('true', 'false'),
  level: fc.constantFrom('"ERROR"', '"DEFAULT"'),
  statusMessage: text,
  input: hostileValue,
  output: hostileValue,
  metadata: hostileValue,
  model: fc.constantFrom('"gpt-4o"', '"unknown"', '"(((a+)+)+)+$"'),
  modelParameters: fc.constantFrom('{"temperature":1}', '{}'),
  usage,
  usageDetails: usage,
  costDetails: fc.constantFrom('{"total":0.1}', '{"input":1e-20}'),
  promptName: text,
  promptVersion: fc.constantFrom('1', '0'),
  value: fc.constantFrom('1', '"good"', 'true'),
  dataType: fc.constantFrom('"NUMERIC"', '"CATEGORICAL"', '"BOOLEAN"'),
  type: fc.constantFrom('"SPAN"', '"GENERATION"'),
})

const event = hostileObject(
  {
    id: fc.uuid().map((id) => JSON.stringify(id)),
    timestamp: instant,
    type: fc.constantFrom(
      ...['"trace-create"', '"span-create"', '"span-update"', '"generation-create"', '"generation-update"'],
      ...['"event-create"', '"score-create"', '"tool-create"', '"observation-create"', '"sdk-log"'],
    ),
    body,
  },
  ['id', 'timestamp', 'type', 'body'],
)

/** Bodies of `POST /api/public/ingestion`. */
const batch = fc.array(event, { maxLength: 4 }).map((events) => `{"batch":[${events.join(',')}]}`)
export const legacyBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: batch },
  { weight: 1, arbitrary: damaged(batch) },
)

const hexId = (length: number) =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
    .map((id) => JSON.stringify(id))
const nanoseconds = fc.constantFrom(
  '"1795418148802000000"',
  '1795418148802000000',
  '"0"',
  '"18446744073709551615"',
)
const attributeValue = fc.oneof(
  text.map((value) => `{"stringValue":${value}}`),
  hostileValue.map((value) => `{"stringValue":${value}}`),
  fc.constantFrom(
    '{"intValue":"5"}',
    '{"doubleValue":1.5}',
    '{"boolValue":true}',
    '{"arrayValue":{"values":[]}}',
    '{}',
  ),
)
const attribute = fc
  .tuple(
    fc.constantFrom(
      ...['langfuse.observation.type', 'langfuse.observation.input', 'langfuse.observation.usage_details'],
      ...[
        'langfuse.trace.tags',
        'langfuse.trace.metadata.k',
        'langfuse.observation.cost_details',
        'session.id',
      ],
      ...['gen_ai.prompt.0.content', 'gen_ai.prompt.99999.content', 'gen_ai.usage.input_tokens', '__proto__'],
      ...['llm.input_messages.0.message.content', 'langfuse.observation.model.name', 'langfuse.environment'],
    ),
    attributeValue,
  )
  .map(([key, value]) => `{"key":${JSON.stringify(key)},"value":${value}}`)
const attributes = fc.array(attribute, { maxLength: 5 }).map((list) => `[${list.join(',')}]`)

const span = hostileObject(
  {
    traceId: hexId(32),
    spanId: hexId(16),
    parentSpanId: hexId(16),
    name: text,
    startTimeUnixNano: nanoseconds,
    endTimeUnixNano: nanoseconds,
    attributes,
    status: fc.constantFrom('{"code":2,"message":"no"}', '{}'),
    events: fc.constantFrom('[]', '[{"name":"exception","attributes":[]}]'),
  },
  ['traceId', 'spanId', 'name', 'startTimeUnixNano'],
)
const scopeSpans = hostileObject(
  {
    scope: fc.constantFrom('{"name":"langfuse-sdk"}', '{"name":"ai"}', '{}'),
    spans: fc.array(span, { maxLength: 3 }).map((list) => `[${list.join(',')}]`),
  },
  ['spans'],
)
const resourceSpans = hostileObject(
  {
    resource: attributes.map((list) => `{"attributes":${list}}`),
    scopeSpans: fc.array(scopeSpans, { maxLength: 2 }).map((list) => `[${list.join(',')}]`),
  },
  ['scopeSpans'],
)
const spans = fc.array(resourceSpans, { maxLength: 2 }).map((list) => `{"resourceSpans":[${list.join(',')}]}`)

/** Bodies of `POST /api/public/otel/v1/traces`. */
export const otlpBody: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: spans },
  { weight: 1, arbitrary: damaged(spans) },
)
