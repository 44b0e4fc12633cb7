import { createIngestion } from '../ingestion.ts'
import { memoryAnalytics } from './memory-analytics.ts'

export const scope = {
  projectId: 'p',
  apiKeyId: null,
  source: 'OTEL',
  sdkName: null,
  sdkVersion: null,
} as const

export type Value = string | number | boolean | readonly string[]

export interface Span {
  readonly name?: string
  readonly spanId?: string
  readonly parentSpanId?: string
  readonly startMs?: number
  readonly endMs?: number
  readonly attributes?: Readonly<Record<string, Value>>
  readonly events?: readonly { name: string; attributes: Readonly<Record<string, Value>> }[]
  readonly status?: object
}

interface Source {
  readonly scopeName?: string
  readonly resource?: Readonly<Record<string, Value>>
}

const anyValue = (value: Value): object => {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'number') return Number.isInteger(value) ? { intValue: value } : { doubleValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  return { arrayValue: { values: value.map(anyValue) } }
}
const attributes = (values: Readonly<Record<string, Value>> = {}) =>
  Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }))

export const traceId = '0af7651916cd43dd8448eb211c80319c'

/** The rows after one request with these spans of one trace. */
export async function after(
  spans: readonly Span[],
  { scopeName = 'langfuse-sdk', resource = {} }: Source = {},
) {
  const analytics = memoryAnalytics()
  const body = {
    resourceSpans: [
      {
        resource: { attributes: attributes(resource) },
        scopeSpans: [
          {
            scope: { name: scopeName, version: '1.2.3' },
            spans: spans.map((span, index) => ({
              traceId,
              spanId: span.spanId ?? `000000000000000${index + 1}`,
              parentSpanId: span.parentSpanId ?? '',
              name: span.name ?? `span ${index + 1}`,
              startTimeUnixNano: `${1_800_000_000_000 + (span.startMs ?? index)}000000`,
              endTimeUnixNano: `${1_800_000_000_000 + (span.endMs ?? 1000)}000000`,
              attributes: attributes(span.attributes),
              events: span.events?.map((event) => ({ ...event, attributes: attributes(event.attributes) })),
              status: span.status,
            })),
          },
        ],
      },
    ],
  }
  await createIngestion({ analytics }).ingestSpans(scope, {
    encoding: 'json',
    body: Buffer.from(JSON.stringify(body)),
  })
  const observations = [...analytics.rows('observations').values()]
  return { trace: analytics.rows('traces').get(traceId), observations, first: observations[0] }
}
