import { cacheParams, cacheTypes } from './cache-names.ts'
import { callbackNames } from './callbacks/callback-names.ts'
import type { ConfigWarning } from './config-error.ts'
import { type SectionKnowledge, sections, topLevel, unsupportedModelParameters } from './known-settings.ts'
import { isKnownParameter, isTargetParameter, misspeltParameter } from './model-parameters.ts'
import type { ConfigSource } from './source.ts'
import { routingChecks, strategyNames, strategyOf } from './strategy-names.ts'
import { findNearest } from './suggest.ts'

/** Callbacks that the platform itself plays the part of. */
export const langfuseCallbacks: ReadonlySet<string> = new Set(['langfuse', 'langfuse_otel'])
/** Prometheus can read every gateway, named or not. */
const supportedCallbacks: ReadonlySet<string> = new Set([
  ...langfuseCallbacks,
  ...callbackNames,
  'prometheus',
])

/** One warning for each key of a file that has no effect or not the expected one. */
export function inspectSource(source: ConfigSource): ConfigWarning[] {
  return [
    ...source.duplicates.map(({ key, line }) => ({
      file: source.file,
      line,
      key,
      message: 'is given twice; the later value counts.',
    })),
    ...inspectKeys(source, [], source.sections, topLevel),
    ...Object.entries(sections).flatMap(([name, knowledge]) => inspectSection(source, name, knowledge)),
    ...inspectCallbacks(source),
    ...inspectCache(source),
    ...inspectUserDefaults(source),
    ...inspectRouting(source),
    ...inspectModelEntries(source),
  ]
}

function inspectSection(source: ConfigSource, name: string, knowledge: SectionKnowledge): ConfigWarning[] {
  const section = source.sections[name]
  return isMap(section) ? inspectKeys(source, [name], section, knowledge) : []
}

function inspectKeys(
  source: ConfigSource,
  path: readonly string[],
  values: Readonly<Record<string, unknown>>,
  knowledge: SectionKnowledge,
): ConfigWarning[] {
  return Object.keys(values).flatMap((key) => {
    if (knowledge.honoured.has(key)) return []
    const message = knowledge.explained[key] ?? explainKey(key, path, knowledge)
    const warning = warn(source, [...path, key], message)
    return [knowledge.deceptive?.has(key) ? { ...warning, important: true } : warning]
  })
}

function explainKey(key: string, path: readonly string[], knowledge: SectionKnowledge): string {
  if (knowledge.unsupported.has(key)) return 'is a setting of LiteLLM that this version does not act on.'
  const home = Object.entries(sections).find(([name, other]) => name !== path[0] && other.honoured.has(key))
  if (home && path.length > 0) return `has no effect here; it belongs under ${home[0]}.`
  const near = findNearest(key, knowledge.honoured)
  const kind = path.length === 0 ? 'section' : 'setting'
  return `is not a ${kind} that LiteLLM or this gateway knows, and has no effect.${near ? ` You may mean "${near}".` : ''}`
}

function inspectCache(source: ConfigSource): ConfigWarning[] {
  const settings = source.sections.litellm_settings
  const params = isMap(settings) ? settings.cache_params : undefined
  if (!isMap(params)) return []
  const path = ['litellm_settings', 'cache_params']
  const { type } = params
  if (type !== undefined && !cacheTypes.has(String(type))) {
    const message = `names a cache that there is not here: answers are not kept. There are ${[...cacheTypes].join(' and ')}.`
    return [warn(source, [...path, 'type'], message)]
  }
  return Object.keys(params)
    .filter((key) => !cacheParams.has(key))
    .map((key) => warn(source, [...path, key], 'is a setting of caches that this version does not act on.'))
}

function inspectUserDefaults(source: ConfigSource): ConfigWarning[] {
  const settings = source.sections.litellm_settings
  const defaults = isMap(settings) ? settings.default_internal_user_params : undefined
  if (!isMap(defaults)) return []
  return Object.keys(defaults)
    .filter((key) => key !== 'available_teams')
    .map((key) =>
      warn(
        source,
        ['litellm_settings', 'default_internal_user_params', key],
        'is a setting of LiteLLM that this version does not act on.',
      ),
    )
}

function inspectCallbacks(source: ConfigSource): ConfigWarning[] {
  const settings = source.sections.litellm_settings
  if (!isMap(settings)) return []
  return ['success_callback', 'failure_callback', 'callbacks'].flatMap((key) => {
    const value = settings[key]
    const names = (Array.isArray(value) ? value : [value]).filter((name) => typeof name === 'string')
    return names
      .filter((name) => !supportedCallbacks.has(name) && !isGenericApi(source, name))
      .map((name) => ({
        ...warn(source, ['litellm_settings', key], explainCallback(name)),
        ...(guardrailHooks.has(name) ? { important: true } : {}),
      }))
  })
}

/** A name of the file's own, explained in `callback_settings`. */
function isGenericApi({ sections: { callback_settings: settings } }: ConfigSource, name: string): boolean {
  const own = isMap(settings) ? settings[name] : undefined
  return isMap(own) && own.callback_type === 'generic_api'
}

/** Hooks of LiteLLM's that are guardrails here. */
const guardrailHooks: ReadonlySet<string> = new Set(
  'hide_secrets presidio banned_keywords detect_prompt_injection lakera_prompt_injection llamaguard_moderations'.split(
    ' ',
  ),
)

function explainCallback(name: string): string {
  if (guardrailHooks.has(name))
    return `the callback "${name}" is a guardrail: calls go unguarded until it stands under guardrails.`
  const kept = 'Every call is recorded in the platform all the same.'
  if (name.includes('.'))
    return `the callback "${name}" is Python code, which this gateway cannot run. ${kept}`
  return `the callback "${name}" is not supported. ${kept}`
}

/** Values that name something of LiteLLM which there is not here. */
function inspectRouting(source: ConfigSource): ConfigWarning[] {
  const settings = source.sections.router_settings
  if (!isMap(settings)) return []
  const { routing_strategy: strategy, optional_pre_call_checks: checks } = settings
  const known = Object.values(routingChecks)
  const unknownChecks = (Array.isArray(checks) ? checks : []).filter((check) => !known.includes(check))
  return [
    ...(strategy === undefined || strategy === null || strategyOf(strategy) !== undefined
      ? []
      : [warn(source, ['router_settings', 'routing_strategy'], explainStrategy(String(strategy)))]),
    ...unknownChecks.map((check) =>
      warn(
        source,
        ['router_settings', 'optional_pre_call_checks'],
        `the check "${String(check)}" is not supported by this version.`,
      ),
    ),
  ]
}

function explainStrategy(name: string): string {
  const near = findNearest(name, strategyNames)
  return `"${name}" is not supported; deployments are picked by simple-shuffle.${near ? ` You may mean "${near}".` : ''}`
}

function inspectModelEntries(source: ConfigSource): ConfigWarning[] {
  const models = source.sections.model_list
  if (!Array.isArray(models)) return []
  const found = models.flatMap((entry: unknown, index) => {
    if (!isMap(entry)) return []
    const params = isMap(entry.litellm_params) ? entry.litellm_params : {}
    const own = Object.keys(entry).map((key) => ({ path: [key], ...explainEntryKey(key) }))
    const below = Object.keys(params).map((key) => ({
      path: ['litellm_params', key],
      ...explainModelParameter(key, params),
    }))
    return [...own, ...below].map((explained) => ({ ...explained, index }))
  })
  const explained = found.filter(({ message }) => message !== undefined)
  const byKey = Map.groupBy(explained, ({ path }) => path.join('.'))
  return [...byKey].flatMap(([key, [first, ...others]]) => {
    if (!first) return []
    const { message = '', index, path, important } = first
    return {
      file: source.file,
      line: source.lineOf(['model_list', index, ...path]),
      key: `model_list[].${key}`,
      message: others.length === 0 ? message : `${message} (${others.length + 1} models)`,
      ...(important ? { important } : {}),
    }
  })
}

interface Explanation {
  readonly message?: string
  readonly important?: boolean
}

const entryKeys = ['model_name', 'litellm_params', 'model_info']

function explainEntryKey(key: string): Explanation {
  if (entryKeys.includes(key)) return {}
  if (isKnownParameter(key)) {
    return { message: 'has no effect here; it belongs under litellm_params.', important: true }
  }
  const near = findNearest(key, entryKeys)
  return {
    message: `is not a key of a model that LiteLLM or this gateway knows, and has no effect.${near ? ` You may mean "${near}".` : ''}`,
  }
}

function explainModelParameter(key: string, params: Readonly<Record<string, unknown>>): Explanation {
  if (unsupportedModelParameters.has(key)) {
    return { message: 'is a setting of LiteLLM that this version does not act on.' }
  }
  const needsRole = key === 'aws_session_name' || key === 'aws_external_id'
  if (needsRole && !params.aws_role_name) {
    return { message: 'has no effect without aws_role_name: no role is assumed.' }
  }
  return explainMisspelling(key)
}

function explainMisspelling(key: string): Explanation {
  if (isKnownParameter(key)) return {}
  if (findNearest(key, ['model_name'], 1 / 4)) {
    return {
      message: 'has no effect here; "model_name" belongs beside litellm_params, and "model" below it.',
      important: true,
    }
  }
  const near = misspeltParameter(key)
  if (!near) return {}
  const fate = isTargetParameter(key) ? 'has no effect' : 'is sent to the model as it is'
  return {
    message: `is not a parameter that LiteLLM or this gateway knows, and ${fate}. You may mean "${near}".`,
    important: true,
  }
}

function warn(source: ConfigSource, path: readonly string[], message: string): ConfigWarning {
  return { file: source.file, line: source.lineOf(path), key: path.join('.'), message }
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
