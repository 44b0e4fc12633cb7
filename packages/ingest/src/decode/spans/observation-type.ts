import { type ObservationType, observationTypes } from '@kansoku/contracts'
import { mlflowType } from './mlflow-span.ts'
import type { SpanContext } from './span-context.ts'
import { take, takeText } from './span-context.ts'

type Types = ReadonlyMap<string, ObservationType>

const openInference: Types = new Map(
  Object.entries({
    LLM: 'GENERATION',
    CHAIN: 'CHAIN',
    RETRIEVER: 'RETRIEVER',
    RERANKER: 'RETRIEVER',
    EMBEDDING: 'EMBEDDING',
    AGENT: 'AGENT',
    TOOL: 'TOOL',
    GUARDRAIL: 'GUARDRAIL',
    EVALUATOR: 'EVALUATOR',
  }),
)

const genAi: Types = new Map(
  Object.entries({
    chat: 'GENERATION',
    completion: 'GENERATION',
    text_completion: 'GENERATION',
    generate_content: 'GENERATION',
    generate: 'GENERATION',
    embeddings: 'EMBEDDING',
    invoke_agent: 'AGENT',
    create_agent: 'AGENT',
    execute_tool: 'TOOL',
  }),
)

const genkit: Types = new Map(
  Object.entries({
    model: 'GENERATION',
    'background-model': 'GENERATION',
    embedder: 'EMBEDDING',
    tool: 'TOOL',
    'tool.v2': 'TOOL',
    retriever: 'RETRIEVER',
    evaluator: 'EVALUATOR',
  }),
)

/** By the names of the spans, which alone tell. */
const liveKit: Types = new Map(
  Object.entries({
    agent_turn: 'AGENT',
    llm_node: 'GENERATION',
    llm_request: 'GENERATION',
    tts_node: 'GENERATION',
    function_tool: 'TOOL',
  }),
)
const liveKitScope = 'livekit-agents'

const modelAttributes = [
  'langfuse.observation.model.name',
  'gen_ai.response.model',
  'gen_ai.request.model',
  'llm.response.model',
  'llm.model_name',
  'ai.model.id',
]

/**
 * The type of the observation that a span describes, asked from the most to the least explicit sign. Source of the
 * order: Langfuse's OTel endpoint, "Observation types".
 */
export function observationType(context: SpanContext): ObservationType {
  const { attributes } = context
  const stated = takeText(context, 'langfuse.observation.type')?.toUpperCase()
  if (isObservationType(stated)) {
    return stated === 'SPAN' && isOldPythonGeneration(context) ? 'GENERATION' : stated
  }
  const kind = takeText(context, 'openinference.span.kind')?.toUpperCase()
  const ofOpenInference = openInference.get(kind ?? '')
  if (ofOpenInference) return ofOpenInference
  const operation = takeText(context, 'gen_ai.operation.name')
  const ofGenAi = genAi.get(operation ?? '')
  if (ofGenAi) return ofGenAi
  const subtype = takeText(context, 'genkit:metadata:subtype')
  const ofGenkit = genkit.get(subtype ?? '')
  if (ofGenkit) return ofGenkit
  const ofMlflow = mlflowType(context)
  if (ofMlflow) return ofMlflow
  const vercel = vercelType(context)
  if (vercel) return vercel
  if (take(context, 'ai.toolCall.id', 'ai.toolCall.name', 'gen_ai.tool.call.id') !== undefined) return 'TOOL'
  if (attributes.has('gen_ai.tool.name')) return 'TOOL'
  const ofLiveKit =
    context.scope.scopeName === liveKitScope ? liveKit.get(context.span.name ?? '') : undefined
  if (ofLiveKit) return ofLiveKit
  return hasModel(attributes) && !isVercelParent(context) ? 'GENERATION' : 'SPAN'
}

function isObservationType(text: string | undefined): text is ObservationType {
  return observationTypes.some((type) => type === text)
}

function hasModel(attributes: SpanContext['attributes']): boolean {
  return modelAttributes.some((name) => attributes.has(name))
}

/** Langfuse's Python SDK up to 3.3.0 called every observation a span. */
function isOldPythonGeneration({ scope, attributes }: SpanContext): boolean {
  if (!scope.isLangfuse || scope.resource.get('telemetry.sdk.language') !== 'python') return false
  const [major = 0, minor = 0, patch = 0] = (scope.scopeVersion ?? '').split('.').map(Number)
  const isOld = major === 3 && (minor < 3 || (minor === 3 && patch === 0))
  return isOld && hasModel(attributes)
}

function vercelOperation({ attributes }: SpanContext): string {
  const operation = attributes.get('ai.operationId') ?? attributes.get('operation.name')
  return typeof operation === 'string' && operation.startsWith('ai.') ? (operation.split(' ')[0] ?? '') : ''
}

function vercelType(context: SpanContext): ObservationType | undefined {
  const operation = vercelOperation(context)
  if (/\.do(Generate|Stream)$/.test(operation)) return 'GENERATION'
  if (/\.doEmbed$/.test(operation)) return 'EMBEDDING'
  return operation === 'ai.toolCall' ? 'TOOL' : undefined
}

/** Version 7 of the AI SDK names its tracer so, and these operations of it enclose others. */
const vercelScope = 'gen_ai'
const vercelParents: readonly unknown[] = ['invoke_agent', 'agent_step']

/**
 * Whether a span of Vercel's AI SDK only encloses the calls of a model: it repeats their model and usage, which
 * must not count twice.
 */
export function isVercelParent(context: SpanContext): boolean {
  const operation = vercelOperation(context)
  if (operation !== '') return !/\.do(Generate|Stream|Embed)$/.test(operation)
  const { scope, attributes } = context
  return scope.scopeName === vercelScope && vercelParents.includes(attributes.get('gen_ai.operation.name'))
}
