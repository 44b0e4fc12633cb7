import { compileFallbacks } from './fallbacks.ts'
import { type Fields, toBoolean, toNumber } from './fields.ts'
import type { Policy, PolicyClass, Reliability } from './gateway-config.ts'
import { isMap } from './inspect.ts'
import type { Environment } from './references.ts'

const policyClasses: readonly PolicyClass[] = [
  'BadRequestError',
  'AuthenticationError',
  'TimeoutError',
  'RateLimitError',
  'ContentPolicyViolationError',
  'InternalServerError',
]

/** LiteLLM's DEFAULT_MAX_RETRIES, DEFAULT_COOLDOWN_TIME_SECONDS and the router's timeout. */
const defaults = { retries: 2, cooldownSeconds: 5, timeoutSeconds: 600 }

/** Retries, timeouts, cooldowns and fallbacks. Values of `router_settings` win over `litellm_settings`. */
export function compileReliability(fields: Fields, env: Environment): Reliability {
  const number = (key: string) =>
    fields.number('router_settings', key) ?? fields.number('litellm_settings', key)
  const streamTimeoutSeconds = fields.number('router_settings', 'stream_timeout')
  const allowedFails = number('allowed_fails')
  return {
    retries: number('num_retries') ?? defaults.retries,
    retryPolicy: readPolicy(fields, 'retry_policy', 'Retries'),
    groupRetryPolicies: readGroupPolicies(fields),
    retryAfterSeconds: fields.number('router_settings', 'retry_after') ?? 0,
    timeoutSeconds:
      fields.number('router_settings', 'timeout') ??
      fields.number('litellm_settings', 'request_timeout') ??
      toNumber(env.REQUEST_TIMEOUT) ??
      defaults.timeoutSeconds,
    cooldownSeconds: number('cooldown_time') ?? defaults.cooldownSeconds,
    disableCooldowns: fields.boolean('router_settings', 'disable_cooldowns') ?? false,
    allowedFailsPolicy: readPolicy(fields, 'allowed_fails_policy', 'AllowedFails'),
    fallbacks: compileFallbacks(fields),
    dropParams:
      fields.boolean('litellm_settings', 'drop_params') ?? toBoolean(env.LITELLM_DROP_PARAMS) ?? false,
    ...(streamTimeoutSeconds === undefined ? {} : { streamTimeoutSeconds }),
    ...(allowedFails === undefined ? {} : { allowedFails }),
  }
}

function readPolicy(fields: Fields, key: string, suffix: string): Policy {
  const found = fields.find('router_settings', key)
  if (!found) return {}
  return (
    parsePolicy(found.value, suffix) ??
    found.fail('is not a map of numbers.', `Write for instance RateLimitError${suffix}: 3 below it.`)
  )
}

function readGroupPolicies(fields: Fields): ReadonlyMap<string, Policy> {
  const found = fields.find('router_settings', 'model_group_retry_policy')
  if (!found) return new Map()
  const form = 'Write a model name with RateLimitErrorRetries: 3 below it.'
  if (!isMap(found.value)) return found.fail('is not a map.', form)
  return new Map(
    Object.entries(found.value).map(([group, value]) => [
      group,
      parsePolicy(value, 'Retries') ?? found.fail(`has no numbers for ${group}.`, form, group),
    ]),
  )
}

function parsePolicy(value: unknown, suffix: string): Policy | undefined {
  if (!isMap(value)) return undefined
  const policy: { [K in PolicyClass]?: number } = {}
  for (const name of policyClasses) {
    const given = value[`${name}${suffix}`]
    if (given === undefined || given === null) continue
    const number = toNumber(given)
    if (number === undefined) return undefined
    policy[name] = number
  }
  return policy
}
