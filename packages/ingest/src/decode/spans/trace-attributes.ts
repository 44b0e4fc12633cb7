import type { TraceFields } from '../../events/event.ts'
import type { Micros } from '../../events/instant.ts'
import type { AttributeValue } from '../otlp/attributes.ts'
import { parsed, type SpanContext, take, takeText } from './span-context.ts'
import { traceMetadata } from './span-metadata.ts'

/** What a span is to its trace: 2 its root, 1 the first span of an application, 0 any other. */
export type RootRank = 0 | 1 | 2

export function rootRank({ attributes }: SpanContext, parentId: string | null): RootRank {
  if (parentId === null || isTrue(attributes.get('langfuse.internal.as_root'))) return 2
  return isTrue(attributes.get('langfuse.internal.is_app_root')) ? 1 : 0
}

export interface RootContent {
  readonly name: string
  readonly input?: unknown
  readonly output?: unknown
}

/** What a span says about its trace. Any span may, the deepest included; a root also lends name, input and output. */
export function traceFields(
  context: SpanContext,
  rank: RootRank,
  start: Micros,
  root: RootContent,
  environment: string | undefined,
): TraceFields {
  const metadata = traceMetadata(context, rank > 0)
  const tags = tagsOf(take(context, ...tagNames))
  return {
    start,
    ...given('name', takeText(context, 'langfuse.trace.name')),
    ...given('userId', userId(context)),
    ...given('sessionId', sessionId(context)),
    ...given('version', versionOf(context)),
    ...given('release', releaseOf(context)),
    ...given('environment', environment),
    ...given('metadata', metadata),
    ...(tags.length > 0 && { tags }),
    // One way: once a trace is public, a later span cannot hide it.
    ...(isTrue(take(context, 'langfuse.trace.public')) && { public: true }),
    ...given('input', take(context, 'langfuse.trace.input')),
    ...given('output', take(context, 'langfuse.trace.output')),
    ...(rank > 0 && {
      fallbackRank: rank as 1 | 2,
      fallbackName: root.name,
      ...given('fallbackInput', root.input),
      ...given('fallbackOutput', root.output),
    }),
  }
}

function given<Key extends keyof TraceFields, Value>(key: Key, value: Value | undefined) {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value })
}

function userId(context: SpanContext): string | undefined {
  return takeText(
    context,
    'langfuse.user.id',
    'user.id',
    'langfuse.trace.metadata.langfuse_user_id',
    'langfuse.observation.metadata.langfuse_user_id',
    'ai.telemetry.metadata.userId',
    'mastra.metadata.userId',
  )
}

function sessionId(context: SpanContext): string | undefined {
  return takeText(
    context,
    'langfuse.session.id',
    'session.id',
    'gen_ai.conversation.id',
    'langfuse.trace.metadata.langfuse_session_id',
    'langfuse.observation.metadata.langfuse_session_id',
    'ai.telemetry.metadata.sessionId',
    'mastra.metadata.sessionId',
  )
}

function versionOf(context: SpanContext): string | undefined {
  return takeText(context, 'langfuse.version') ?? textIn(context, 'langfuse.version', 'service.version')
}

function releaseOf(context: SpanContext): string | undefined {
  return takeText(context, 'langfuse.release') ?? textIn(context, 'langfuse.release')
}

/** The Python SDK's wrapper of OpenAI puts what the caller asked for into metadata. */
const tagNames = [
  'langfuse.trace.tags',
  'langfuse.trace.metadata.langfuse_tags',
  'langfuse.observation.metadata.langfuse_tags',
  'ai.telemetry.metadata.tags',
  'tag.tags',
]

const environmentNames = ['langfuse.environment', 'deployment.environment.name', 'deployment.environment']

export function environmentOf(context: SpanContext): string | undefined {
  return takeText(context, ...environmentNames) ?? textIn(context, ...environmentNames)
}

function textIn({ scope }: SpanContext, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = scope.resource.get(name)
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

/** A list, a JSON list or texts with commas between them; a tag may read as a number. */
function tagsOf(value: AttributeValue | undefined): string[] {
  const list = parsed(value)
  if (Array.isArray(list)) return list.map(String).filter((tag) => tag !== '')
  if (list === undefined || typeof list === 'object') return []
  const text = typeof list === 'string' ? list : String(value)
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
}

function isTrue(value: AttributeValue | undefined): boolean {
  return value === true || value === 'true'
}
