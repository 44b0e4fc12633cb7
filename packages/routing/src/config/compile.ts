import { compileAvailableTeams } from './available-teams.ts'
import { compileBalancing } from './balancing.ts'
import { compileCaching } from './caching.ts'
import { compileCallbacks } from './callbacks/compile-callbacks.ts'
import { compileDeployments, type ModelEntry } from './deployments.ts'
import { createFields, type Fields, type ResolvedSource } from './fields.ts'
import type { CallRules, GatewayConfig, HealthChecks, ModelAlias, Recording } from './gateway-config.ts'
import { compileGuardrails, requireGuardrails } from './guardrails/compile-guardrails.ts'
import { isMap, langfuseCallbacks } from './inspect.ts'
import { compileMcpServers } from './mcp/compile-mcp-servers.ts'
import type { Environment } from './references.ts'
import { compileReliability } from './reliability.ts'
import { compileSpending } from './spending.ts'

/** Turns resolved files into the config that calls are planned with. Throws `ConfigError`. */
export function compileConfig(sources: readonly ResolvedSource[], environment: Environment): GatewayConfig {
  const fields = createFields(sources)
  const reliability = compileReliability(fields, environment)
  const masterKey = fields.text('general_settings', 'master_key') ?? environment.LITELLM_MASTER_KEY
  const keyHeader = fields.text('general_settings', 'litellm_key_header_name')
  const maxRequestMegabytes = fields.number('general_settings', 'max_request_size_mb')
  const caching = compileCaching(fields, environment)
  const guardrails = compileGuardrails(sources)
  requireGuardrails(sources, guardrails)
  const defaultParams = fields.find('router_settings', 'default_litellm_params')?.value
  return {
    deployments: compileDeployments(listEntries(sources), {
      dropParams: reliability.dropParams,
      modifyParams: fields.boolean('litellm_settings', 'modify_params') ?? false,
      defaultParams: isMap(defaultParams) ? defaultParams : {},
      credentials: readCredentials(sources),
    }),
    aliases: readAliases(fields),
    reliability,
    balancing: compileBalancing(fields),
    callRules: compileCallRules(fields),
    guardrails,
    mcpServers: compileMcpServers(sources, fields),
    ...compileCallbacks(fields, sources, environment),
    healthChecks: compileHealthChecks(fields),
    recording: compileRecording(fields),
    spending: compileSpending(fields),
    availableTeams: compileAvailableTeams(fields),
    metricsNeedKey: fields.boolean('litellm_settings', 'require_auth_for_metrics_endpoint') ?? false,
    alwaysIncludeStreamUsage: fields.boolean('general_settings', 'always_include_stream_usage') ?? false,
    environment,
    ...(caching === undefined ? {} : { caching }),
    ...(masterKey === undefined || masterKey === '' ? {} : { masterKey }),
    ...(keyHeader === undefined ? {} : { keyHeader: keyHeader.toLowerCase() }),
    ...(maxRequestMegabytes === undefined ? {} : { maxRequestBytes: maxRequestMegabytes * 1024 * 1024 }),
  }
}

function listEntries(sources: readonly ResolvedSource[]): ModelEntry[] {
  return sources.flatMap(({ source, sections }) => {
    const resolved = sections.model_list
    const raw = source.sections.model_list
    if (!Array.isArray(resolved) || !Array.isArray(raw)) return []
    return resolved.map((entry, index) => ({ source, index, raw: raw[index], resolved: entry }))
  })
}

function compileCallRules(fields: Fields): CallRules {
  const user = fields.boolean('general_settings', 'enforce_user_param') ? ['user'] : []
  return {
    required: [...user, ...(fields.texts('general_settings', 'enforced_params') ?? [])],
    refuseTags: fields.boolean('general_settings', 'reject_clientside_metadata_tags') ?? false,
  }
}

/** LiteLLM's health_check_interval. */
const healthCheckSeconds = 300

function compileHealthChecks(fields: Fields): HealthChecks {
  return {
    background: fields.boolean('general_settings', 'background_health_checks') ?? false,
    intervalSeconds: fields.number('general_settings', 'health_check_interval') ?? healthCheckSeconds,
    details: fields.boolean('general_settings', 'health_check_details') ?? true,
  }
}

function compileRecording(fields: Fields): Recording {
  const callbacks = ['success_callback', 'failure_callback', 'callbacks'].flatMap(
    (key) => fields.texts('litellm_settings', key) ?? [],
  )
  return {
    langfuse: callbacks.some((name) => langfuseCallbacks.has(name)),
    defaultTags: fields.texts('litellm_settings', 'langfuse_default_tags') ?? [],
    redactMessages: fields.boolean('litellm_settings', 'turn_off_message_logging') ?? false,
    redactUserInfo: fields.boolean('litellm_settings', 'redact_user_api_key_info') ?? false,
    ignoreNoLog: fields.boolean('litellm_settings', 'global_disable_no_log_param') ?? false,
  }
}

function readAliases(fields: Fields): ReadonlyMap<string, ModelAlias> {
  const found = fields.find('router_settings', 'model_group_alias')
  if (!found) return new Map()
  const form = 'Write alias: model_name, or alias: {model: model_name, hidden: true}.'
  if (!isMap(found.value)) return found.fail('is not a map.', form)
  return new Map(
    Object.entries(found.value).map(([alias, value]) => {
      if (typeof value === 'string') return [alias, { group: value, hidden: false }]
      if (isMap(value) && typeof value.model === 'string') {
        return [alias, { group: value.model, hidden: value.hidden === true }]
      }
      return found.fail(`has no model for "${alias}".`, form, alias)
    }),
  )
}

function readCredentials(
  sources: readonly ResolvedSource[],
): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const entries = sources.flatMap(({ sections }) =>
    Array.isArray(sections.credential_list) ? sections.credential_list : [],
  )
  return new Map(
    entries.flatMap((entry: unknown) =>
      isMap(entry) && typeof entry.credential_name === 'string' && isMap(entry.credential_values)
        ? [[entry.credential_name, entry.credential_values] as const]
        : [],
    ),
  )
}
