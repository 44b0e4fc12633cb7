import {
  isLedgerName,
  type ObservationDetail,
  type ObservationNode,
  type TraceDetail,
} from '@kansoku/contracts'

/** A public trace without what is for the project's own: who called, and what people think of it. */
export function hideFromVisitors(trace: TraceDetail): TraceDetail {
  return {
    ...trace,
    userId: null,
    sessionId: null,
    bookmarked: false,
    tags: trace.tags.filter((tag) => !isLedgerName(tag.split(':', 1)[0] ?? '')),
    metadata: withoutCaller(trace.metadata),
    observations: trace.observations.map(withoutAlias),
    scores: [],
  }
}

/** Likewise an observation. */
export function hideCaller(observation: ObservationDetail): ObservationDetail {
  // Of the parameters of OpenAI's API, `user` is the end user.
  const { user: _, ...modelParameters } = observation.modelParameters
  return { ...withoutAlias(observation), modelParameters, metadata: withoutCaller(observation.metadata) }
}

const ofCaller: ReadonlySet<string> = new Set(['requester_ip_address', 'user_agent', 'requester_metadata'])

/** Metadata without what gateways note about who has called them. */
function withoutCaller(metadata: TraceDetail['metadata']): TraceDetail['metadata'] {
  return Object.fromEntries(
    Object.entries(metadata).filter(([name]) => !isLedgerName(name) && !ofCaller.has(name)),
  )
}

/** Gateways name a generation after the key that paid for it, as LiteLLM does. */
function withoutAlias<Node extends ObservationNode>(node: Node): Node {
  return node.name?.startsWith('litellm:') ? { ...node, name: 'litellm' } : node
}
