import { isList } from './encode-json.ts'
import { ProtobufWriter } from './protobuf-writer.ts'
import { type AttributeValue, kindNumbers, type Span, type SpanBatch, statusNumbers } from './span.ts'

/** A trace request in OTLP's protobuf. Numbers of fields: opentelemetry-proto, trace.proto and common.proto. */
export function encodeProtobuf({ serviceName, version, spans }: SpanBatch): Uint8Array {
  return new ProtobufWriter()
    .message(1, (resourceSpans) =>
      resourceSpans
        .message(1, (resource) => writeAttributes(resource, 1, { 'service.name': serviceName }))
        .message(2, (scopeSpans) => {
          scopeSpans.message(1, (scope) => scope.text(1, 'kansoku-gateway').text(2, version))
          for (const span of spans) scopeSpans.message(2, (writer) => writeSpan(writer, span))
        }),
    )
    .finish()
}

function writeSpan(writer: ProtobufWriter, span: Span): void {
  writer.bytes(1, Buffer.from(span.traceId, 'hex')).bytes(2, Buffer.from(span.spanId, 'hex'))
  if (span.parentSpanId !== undefined) writer.bytes(4, Buffer.from(span.parentSpanId, 'hex'))
  writer
    .text(5, span.name)
    .integer(6, kindNumbers[span.kind])
    .fixed64(7, BigInt(span.startNanos))
    .fixed64(8, BigInt(span.endNanos))
  writeAttributes(writer, 9, span.attributes)
  writer.message(15, (status) => {
    if (span.error !== undefined) status.text(2, span.error)
    status.integer(3, span.error === undefined ? statusNumbers.ok : statusNumbers.error)
  })
}

function writeAttributes(
  writer: ProtobufWriter,
  field: number,
  attributes: Readonly<Record<string, AttributeValue>>,
): void {
  for (const [key, value] of Object.entries(attributes))
    writer.message(field, (pair) => pair.text(1, key).message(2, (inner) => writeValue(inner, value)))
}

function writeValue(writer: ProtobufWriter, value: AttributeValue): void {
  if (typeof value === 'string') writer.text(1, value)
  else if (typeof value === 'boolean') writer.integer(2, value ? 1 : 0)
  else if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) writer.integer(3, value)
    else writer.double(4, value)
  } else if (isList(value)) {
    writer.message(5, (list) => {
      for (const item of value) list.message(1, (inner) => writeValue(inner, item))
    })
  } else writer.message(6, (map) => writeAttributes(map, 1, value))
}
