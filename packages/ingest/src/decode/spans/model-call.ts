import { type Micros, parseInstant } from '../../events/instant.ts'
import type { AttributeValue } from '../otlp/attributes.ts'
import { genkitCall } from './genkit-call.ts'
import { unquoted } from './mlflow-span.ts'
import { parsed, parsedMap, type SpanContext, take, takePrefixed, takeText } from './span-context.ts'

export function modelName(context: SpanContext): string | undefined {
  const stated = takeText(
    context,
    'langfuse.observation.model.name',
    'gen_ai.response.model',
    'ai.model.id',
    'gen_ai.request.model',
    'llm.response.model',
    'llm.model_name',
    'embedding.model_name',
    'mlflow.llm.model',
    'model',
  )
  return unquoted(context, stated) ?? genkitCall(context)?.model
}

/** Parameters of the call. Numbers and texts stay; booleans become texts, lists and maps compact JSON. */
export function modelParameters(context: SpanContext): Record<string, number | string> | undefined {
  const given = take(
    context,
    'langfuse.observation.model.parameters',
    'llm.invocation_parameters',
    'model_config',
  )
  const entries =
    given === undefined
      ? [
          ...takePrefixed(context, 'gen_ai.request.').filter(([name]) => name !== 'model'),
          ...takePrefixed(context, 'ai.settings.'),
          ...Object.entries(genkitCall(context)?.parameters ?? {}),
        ]
      : Object.entries(parsedMap(given) ?? {})
  const parameters = entries.flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, parameter(value)] as const],
  )
  return parameters.length === 0 ? undefined : Object.fromEntries(parameters)
}

function parameter(value: AttributeValue): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value
  return typeof value === 'boolean' ? String(value) : JSON.stringify(value)
}

/** When the first token came. SDKs of Langfuse send an ISO text, older ones in quotes, once or twice. */
export function completionStart(context: SpanContext, start: Micros): Micros | undefined {
  let stated = take(context, 'langfuse.observation.completion_start_time', 'mastra.completion_start_time')
  for (let depth = 0; depth < 2; depth++) stated = parsed(stated)
  if (typeof stated === 'string') return parseInstant(stated) ?? undefined
  const milliseconds = Number(take(context, 'ai.response.msToFirstChunk', 'ai.stream.msToFirstChunk'))
  if (milliseconds > 0) return start + Math.round(milliseconds * 1000)
  const seconds = Number(take(context, 'gen_ai.client.operation.time_to_first_chunk'))
  return seconds > 0 ? start + Math.round(seconds * 1_000_000) : undefined
}

/** What the column holds. */
const largestPromptVersion = 2 ** 32 - 1

interface PromptLink {
  readonly promptName?: string
  readonly promptVersion?: number
}

/** The managed prompt that a generation used; a fallback prompt is none. */
export function promptLink(context: SpanContext): PromptLink {
  const vercel = parsedMap(context.attributes.get('ai.telemetry.metadata.langfusePrompt'))
  const name = take(context, 'langfuse.observation.prompt.name') ?? vercel?.name
  const version = Number(take(context, 'langfuse.observation.prompt.version') ?? vercel?.version)
  if (typeof name !== 'string' || vercel?.isFallback === true) return {}
  const isVersion = Number.isInteger(version) && version >= 0 && version <= largestPromptVersion
  return { promptName: name, ...(isVersion && { promptVersion: version }) }
}
