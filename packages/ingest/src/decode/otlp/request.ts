/**
 * An OTLP trace request as both encodings give it: protobuf through the generated decoder, JSON as parsed. What is
 * optional on the wire is optional here; numbers come as numbers, texts or halves.
 */
export interface OtlpRequest {
  readonly resourceSpans?: readonly ResourceSpans[] | null
}

export interface ResourceSpans {
  readonly resource?: { readonly attributes?: readonly KeyValue[] | null } | null
  readonly scopeSpans?: readonly ScopeSpans[] | null
}

export interface ScopeSpans {
  readonly scope?: Scope | null
  readonly spans?: readonly OtlpSpan[] | null
}

export interface Scope {
  readonly name?: string | null
  readonly version?: string | null
  readonly attributes?: readonly KeyValue[] | null
}

export interface OtlpSpan {
  readonly traceId?: unknown
  readonly spanId?: unknown
  readonly parentSpanId?: unknown
  readonly name?: string | null
  readonly startTimeUnixNano?: unknown
  readonly endTimeUnixNano?: unknown
  readonly attributes?: readonly KeyValue[] | null
  readonly events?: readonly SpanEvent[] | null
  readonly status?: { readonly code?: number | string | null; readonly message?: string | null } | null
}

export interface SpanEvent {
  readonly name?: string | null
  readonly timeUnixNano?: unknown
  readonly attributes?: readonly KeyValue[] | null
}

export interface KeyValue {
  readonly key?: string | null
  readonly value?: AnyValue | null
}

export interface AnyValue {
  readonly stringValue?: string | null
  readonly boolValue?: boolean | null
  readonly intValue?: unknown
  readonly doubleValue?: number | string | null
  readonly arrayValue?: { readonly values?: readonly (AnyValue | null)[] | null } | null
  readonly kvlistValue?: { readonly values?: readonly (KeyValue | null)[] | null } | null
  readonly bytesValue?: unknown
}
