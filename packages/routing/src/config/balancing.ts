import type { Fields } from './fields.ts'
import { toNumber } from './fields.ts'
import type { Balancing } from './gateway-config.ts'
import { isMap } from './inspect.ts'
import { routingChecks, strategyOf } from './strategy-names.ts'

/** LiteLLM's defaults: an hour, no slower ones, and a look into the line every 30 ms. */
const defaults = { latencyWindowSeconds: 3600, latencyBuffer: 0, pollSeconds: 0.03 }

/** How deployments of a group share its calls. An unknown strategy counts as simple-shuffle. */
export function compileBalancing(fields: Fields): Balancing {
  const boolean = (key: string) => fields.boolean('router_settings', key) ?? false
  const number = (key: string) => fields.number('router_settings', key)
  const strategy = strategyOf(fields.find('router_settings', 'routing_strategy')?.value) ?? 'simple-shuffle'
  const checks = fields.texts('router_settings', 'optional_pre_call_checks') ?? []
  const checked = boolean('enable_pre_call_checks')
  const ratesOnlyWeigh = strategy === 'simple-shuffle' || strategy === 'least-busy'
  const maxParallelRequests =
    number('default_max_parallel_requests') ?? fields.number('general_settings', 'max_parallel_requests')
  const defaultPriority = number('default_priority')
  return {
    strategy,
    ...latencyArguments(fields),
    enforceRates: !ratesOnlyWeigh || checked || checks.includes(routingChecks.rates),
    checkContextWindow: checked,
    tagFilter: tagFilter(fields),
    ...compileAffinity(fields, checks),
    pollSeconds: number('polling_interval') ?? defaults.pollSeconds,
    ...(maxParallelRequests === undefined ? {} : { maxParallelRequests }),
    ...(defaultPriority === undefined ? {} : { defaultPriority }),
  }
}

const affinitySeconds = 3600

function compileAffinity(fields: Fields, checks: readonly string[]): Pick<Balancing, 'affinity'> {
  const affinity = {
    prompt: checks.includes(routingChecks.prompt),
    session: checks.includes(routingChecks.session),
    caller: checks.includes(routingChecks.caller),
    seconds: fields.number('router_settings', 'deployment_affinity_ttl_seconds') ?? affinitySeconds,
  }
  return affinity.prompt || affinity.session || affinity.caller ? { affinity } : {}
}

function latencyArguments(fields: Fields): Pick<Balancing, 'latencyWindowSeconds' | 'latencyBuffer'> {
  const found = fields.find('router_settings', 'routing_strategy_args')
  if (!found) return defaults
  const form = 'Write for instance ttl: 3600 below it.'
  if (!isMap(found.value)) return found.fail('is not a map.', form)
  const { ttl, lowest_latency_buffer: buffer } = found.value
  return {
    latencyWindowSeconds: toNumber(ttl) ?? defaults.latencyWindowSeconds,
    latencyBuffer: toNumber(buffer) ?? defaults.latencyBuffer,
  }
}

function tagFilter(fields: Fields): Balancing['tagFilter'] {
  if (!fields.boolean('router_settings', 'enable_tag_filtering')) return 'off'
  return (fields.boolean('router_settings', 'tag_filtering_match_any') ?? true) ? 'any' : 'all'
}
