import { z } from 'zod'
import { defineRoute } from '../http/route.ts'

const attributes = z.array(
  z.object({
    key: z.string(),
    /** One of them; also `arrayValue`, `kvlistValue` and `bytesValue`. */
    value: z.object({
      stringValue: z.string().optional(),
      intValue: z.union([z.string(), z.number()]).optional(),
      doubleValue: z.number().optional(),
      boolValue: z.boolean().optional(),
    }),
  }),
)

/** Times are nanoseconds since 1970, as text; ids are hexadecimal. */
const span = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  kind: z.number().optional(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string().optional(),
  attributes: attributes.optional(),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).optional(),
})

/** What the document of the API shows of a request; what is understood beyond it: the decoder of `ingest`. */
const resourceSpans = z.object({
  resource: z.object({ attributes: attributes.optional() }).optional(),
  scopeSpans: z.array(
    z.object({
      scope: z.object({ name: z.string(), version: z.string(), attributes: attributes }).partial().optional(),
      spans: z.array(span),
    }),
  ),
})

/** The body is an OTLP request in JSON or protobuf (`application/x-protobuf`), compressed with gzip or not. */
export const exportOtelTraces = defineRoute({
  method: 'POST',
  path: '/api/public/otel/v1/traces',
  summary: 'Spans of OpenTelemetry',
  body: z.object({ resourceSpans: z.array(resourceSpans).optional() }),
  response: z.object({}),
})

export const exportOtelMetrics = defineRoute({
  method: 'POST',
  path: '/api/public/otel/v1/metrics',
  summary: 'Metrics of OpenTelemetry: accepted, so that exporters need no other settings, and not kept',
  body: z.object({ resourceMetrics: z.array(z.unknown()).optional() }),
  response: z.object({}),
})
