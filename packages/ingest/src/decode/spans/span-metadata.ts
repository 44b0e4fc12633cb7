import type { MetadataText } from '../../events/event.ts'
import { metadataOf, metadataTextOfAttribute } from '../../events/metadata-text.ts'
import type { Attributes, AttributeValue } from '../otlp/attributes.ts'
import { parsed, type ScopeContext, type SpanContext, take, takePrefixed } from './span-context.ts'

/** What Langfuse's attributes say about the observation. */
function statedMetadata(context: SpanContext, subject: 'observation' | 'trace'): MetadataText {
  const whole = take(context, `langfuse.${subject}.metadata`)
  const keyed = takePrefixed(context, `langfuse.${subject}.metadata.`)
  return {
    ...(whole !== undefined && metadataOf(parsed(whole))),
    ...texts(keyed),
  }
}

function texts(entries: readonly (readonly [string, AttributeValue])[]): MetadataText {
  return Object.fromEntries(entries.map(([key, value]) => [key, metadataTextOfAttribute(value)]))
}

export function traceMetadata(context: SpanContext, isRoot: boolean): MetadataText | undefined {
  const metadata = {
    ...(isRoot && !context.scope.isLangfuse && originMetadata(context.scope)),
    ...(isRoot && vercelMetadata(context)),
    ...statedMetadata(context, 'trace'),
  }
  return Object.keys(metadata).length === 0 ? undefined : metadata
}

/** Attributes that belong to other fields, though this span's may have come from elsewhere. */
const saidElsewhere =
  /^(?:langfuse\.|user\.id$|session\.id$|(?:input|output)\.mime_type$|llm\.(?:input|output)_messages\.|gen_ai\.(?:prompt|completion)\.\d)/

/**
 * Metadata of an observation. Spans of other libraries also keep the attributes that no field was made of, and who
 * made them. To be called last, when all fields have been taken.
 */
export function observationMetadata(context: SpanContext): MetadataText | undefined {
  const stated = { ...vercelMetadata(context), ...statedMetadata(context, 'observation') }
  if (context.scope.isLangfuse) return Object.keys(stated).length === 0 ? undefined : stated
  const rest = [...context.attributes].filter(
    ([name]) => !context.used.has(name) && !saidElsewhere.test(name),
  )
  return {
    ...(rest.length > 0 && { attributes: JSON.stringify(Object.fromEntries(rest)) }),
    ...originMetadata(context.scope),
    ...stated,
  }
}

function vercelMetadata(context: SpanContext): MetadataText {
  const prefix = 'ai.telemetry.metadata.'
  const reserved = new Set(['userId', 'sessionId', 'tags', 'langfusePrompt'])
  return texts(takePrefixed(context, prefix).filter(([name]) => !reserved.has(name)))
}

const origins = new WeakMap<ScopeContext, MetadataText>()

function originMetadata(scope: ScopeContext): MetadataText {
  let metadata = origins.get(scope)
  if (!metadata) {
    const { resource, scopeName, scopeVersion, scopeAttributes } = scope
    metadata = {
      resourceAttributes: jsonOf(resource),
      scope: JSON.stringify({
        name: scopeName,
        version: scopeVersion,
        attributes: Object.fromEntries(scopeAttributes),
      }),
    }
    origins.set(scope, metadata)
  }
  return metadata
}

function jsonOf(attributes: Attributes): string {
  return JSON.stringify(Object.fromEntries(attributes))
}
