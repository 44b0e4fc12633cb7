import {
  isLedgerName,
  type ObservationDetail,
  type ObservationNode,
  type TraceDetail,
} from '@kansoku/contracts'

/** A public trace as whoever has the link sees it: what was done, not who called or what people think of it. */
export function presentSharedTrace(trace: TraceDetail): TraceDetail {
  return {
    id: trace.id,
    timestamp: trace.timestamp,
    name: trace.name,
    userId: null,
    sessionId: null,
    environment: trace.environment,
    version: trace.version,
    release: trace.release,
    tags: trace.tags.filter((tag) => !isLedgerName(tag.split(':', 1)[0] ?? '')),
    bookmarked: false,
    models: trace.models,
    observationCount: trace.observationCount,
    errorCount: trace.errorCount,
    level: trace.level,
    recovered: trace.recovered,
    latency: trace.latency,
    inputTokens: trace.inputTokens,
    outputTokens: trace.outputTokens,
    cacheReadTokens: trace.cacheReadTokens,
    cacheWriteTokens: trace.cacheWriteTokens,
    totalTokens: trace.totalTokens,
    totalCost: trace.totalCost,
    input: trace.input,
    output: trace.output,
    metadata: withoutCaller(trace.metadata),
    public: trace.public,
    usageDetails: trace.usageDetails,
    costDetails: trace.costDetails,
    observations: trace.observations.map(presentSharedNode),
    scores: [],
    mayAnnotate: false,
    mayDelete: false,
  }
}

function presentSharedNode(node: ObservationNode): ObservationNode {
  return {
    id: node.id,
    traceId: node.traceId,
    parentObservationId: node.parentObservationId,
    type: node.type,
    // Gateways name a generation after the key that paid for it, as LiteLLM does.
    name: node.name?.startsWith('litellm:') ? 'litellm' : node.name,
    startTime: node.startTime,
    endTime: node.endTime,
    completionStartTime: node.completionStartTime,
    latency: node.latency,
    timeToFirstToken: node.timeToFirstToken,
    level: node.level,
    statusMessage: node.statusMessage,
    model: node.model,
    usageDetails: node.usageDetails,
    costDetails: node.costDetails,
    totalCost: node.totalCost,
  }
}

/** Likewise an observation with all that it says. */
export function presentSharedObservation(observation: ObservationDetail): ObservationDetail {
  return {
    ...presentSharedNode(observation),
    environment: observation.environment,
    version: observation.version,
    modelParameters: ofTheModel(observation.modelParameters),
    modelId: observation.modelId,
    pricingTierName: observation.pricingTierName,
    promptName: observation.promptName,
    promptVersion: observation.promptVersion,
    input: observation.input,
    output: observation.output,
    metadata: withoutCaller(observation.metadata),
  }
}

/** Parameters that say how a model is to answer; others name end users, such as `user` and `safety_identifier`. */
const shownParameters: ReadonlySet<string> = new Set([
  ...[
    'temperature',
    'top_p',
    'top_k',
    'min_p',
    'seed',
    'n',
    'stop',
    'stop_sequences',
    'logit_bias',
    'logprobs',
  ],
  ...['top_logprobs', 'max_tokens', 'max_completion_tokens', 'max_output_tokens', 'presence_penalty'],
  ...['frequency_penalty', 'repetition_penalty', 'reasoning', 'reasoning_effort', 'thinking', 'verbosity'],
  ...['response_format', 'modalities', 'tool_choice', 'parallel_tool_calls', 'stream', 'service_tier'],
  ...['topP', 'topK', 'maxTokens', 'maxOutputTokens', 'stopSequences'],
])

function ofTheModel(parameters: ObservationDetail['modelParameters']): ObservationDetail['modelParameters'] {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => shownParameters.has(name)))
}

const ofCaller: ReadonlySet<string> = new Set([
  ...['requester_ip_address', 'user_agent', 'requester_metadata', 'request_headers', 'provider_headers'],
])

/** Names in metadata are the program's own to choose; without what gateways note about who has called them. */
function withoutCaller(metadata: TraceDetail['metadata']): TraceDetail['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => !isLedgerName(name) && !ofCaller.has(name)),
  )
}
