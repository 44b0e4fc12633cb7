export type AttributeValue = string | number | boolean | readonly AttributeValue[] | AttributeMap
export interface AttributeMap {
  readonly [name: string]: AttributeValue
}

/** A span before it is put into either encoding of OTLP. Plain JSON. */
export interface Span {
  /** Hex. */
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string | undefined
  readonly name: string
  readonly kind: 'internal' | 'server' | 'client'
  /** Nanoseconds since 1970. */
  readonly startNanos: string
  readonly endNanos: string
  readonly attributes: Readonly<Record<string, AttributeValue>>
  /** Why it failed. */
  readonly error?: string | undefined
}

/** Spans of one service. */
export interface SpanBatch {
  readonly serviceName: string
  readonly version: string
  readonly spans: readonly Span[]
}

/** Numbers of OTLP's `SpanKind` and `StatusCode`. */
export const kindNumbers = { internal: 1, server: 2, client: 3 } as const
export const statusNumbers = { ok: 1, error: 2 } as const
