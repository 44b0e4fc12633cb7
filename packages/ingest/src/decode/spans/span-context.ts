import type { AttributeMap, Attributes, AttributeValue } from '../otlp/attributes.ts'
import type { OtlpSpan } from '../otlp/request.ts'

/** Who made a span, read once for all spans of one scope. */
export interface ScopeContext {
  readonly resource: Attributes
  readonly scopeName: string | null
  readonly scopeVersion: string | null
  readonly scopeAttributes: Attributes
  /** Spans of Langfuse's SDKs say all in `langfuse.*`: their other attributes are not metadata. */
  readonly isLangfuse: boolean
}

/** A span with its attributes read; `used` grows while fields are taken from them. */
export interface SpanContext {
  readonly scope: ScopeContext
  readonly span: OtlpSpan
  readonly attributes: Attributes
  readonly used: Set<string>
}

/** The value of the first of several names that has one, marked as used. */
export function take(context: SpanContext, ...names: readonly string[]): AttributeValue | undefined {
  for (const name of names) {
    const value = context.attributes.get(name)
    if (value === undefined || value === null) continue
    context.used.add(name)
    return value
  }
  return undefined
}

/** As `take`, but only texts that are not empty count. */
export function takeText(context: SpanContext, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = context.attributes.get(name)
    if (typeof value === 'boolean' || typeof value === 'number') {
      context.used.add(name)
      return String(value)
    }
    if (typeof value !== 'string' || value === '') continue
    context.used.add(name)
    return value
  }
  return undefined
}

/** Attributes that begin with a prefix, by the rest of their names; marked as used. */
export function takePrefixed(context: SpanContext, prefix: string): [string, AttributeValue][] {
  const found: [string, AttributeValue][] = []
  for (const [name, value] of context.attributes) {
    if (!name.startsWith(prefix)) continue
    context.used.add(name)
    found.push([name.slice(prefix.length), value])
  }
  return found
}

/** The JSON value of a text, the text itself when it is no JSON; other values as they are. */
export function parsed(value: AttributeValue | undefined): AttributeValue | undefined {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as AttributeValue
  } catch {
    return value
  }
}

/** The JSON object of a text or the map itself; undefined for anything else. */
export function parsedMap(value: AttributeValue | undefined): AttributeMap | undefined {
  const map = parsed(value)
  return typeof map === 'object' && map !== null && !Array.isArray(map) ? (map as AttributeMap) : undefined
}
