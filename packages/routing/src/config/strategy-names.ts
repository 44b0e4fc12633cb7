import type { Strategy } from './gateway-config.ts'

/** LiteLLM's second version of usage-based routing only differs from the first in how it talks to Redis. */
const strategies: Readonly<Record<string, Strategy>> = {
  'simple-shuffle': 'simple-shuffle',
  'least-busy': 'least-busy',
  'usage-based-routing': 'usage-based-routing',
  'usage-based-routing-v2': 'usage-based-routing',
  'latency-based-routing': 'latency-based-routing',
  'cost-based-routing': 'cost-based-routing',
}

export const strategyNames: readonly string[] = Object.keys(strategies)

/** Undefined for a strategy that there is not here. */
export function strategyOf(name: unknown): Strategy | undefined {
  return typeof name === 'string' && Object.hasOwn(strategies, name) ? strategies[name] : undefined
}

/** Those of `optional_pre_call_checks` that there are here: one for limits of deployments, the others for affinity. */
export const routingChecks = {
  rates: 'enforce_model_rate_limits',
  prompt: 'prompt_caching',
  session: 'session_affinity',
  caller: 'deployment_affinity',
}
