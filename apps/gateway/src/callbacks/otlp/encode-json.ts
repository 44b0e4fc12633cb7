import { type AttributeValue, kindNumbers, type Span, type SpanBatch, statusNumbers } from './span.ts'

/** A trace request in OTLP's JSON: ids in hex, 64-bit numbers as text. */
export function encodeJson({ serviceName, version, spans }: SpanBatch): string {
  return JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: toPairs({ 'service.name': serviceName }) },
        scopeSpans: [{ scope: { name: 'kansoku-gateway', version }, spans: spans.map(toJson) }],
      },
    ],
  })
}

function toJson({
  traceId,
  spanId,
  parentSpanId,
  name,
  kind,
  startNanos,
  endNanos,
  attributes,
  error,
}: Span) {
  return {
    traceId,
    spanId,
    parentSpanId,
    name,
    kind: kindNumbers[kind],
    startTimeUnixNano: startNanos,
    endTimeUnixNano: endNanos,
    attributes: toPairs(attributes),
    status: error === undefined ? { code: statusNumbers.ok } : { code: statusNumbers.error, message: error },
  }
}

function toPairs(attributes: Readonly<Record<string, AttributeValue>>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: toValue(value) }))
}

function toValue(value: AttributeValue): object {
  switch (typeof value) {
    case 'string':
      return { stringValue: value }
    case 'boolean':
      return { boolValue: value }
    case 'number':
      return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
    default:
      return isList(value)
        ? { arrayValue: { values: value.map(toValue) } }
        : { kvlistValue: { values: toPairs(value) } }
  }
}

export function isList(value: AttributeValue): value is readonly AttributeValue[] {
  return Array.isArray(value)
}
