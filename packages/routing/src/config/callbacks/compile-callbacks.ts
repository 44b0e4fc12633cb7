import { type Fields, type ResolvedSource, toBoolean } from '../fields.ts'
import type { Environment } from '../references.ts'
import { mlflowModule } from './callback-names.ts'
import { type CallbackSettings, openSettings } from './callback-settings.ts'
import type { Callback, IdleCallback } from './callback-target.ts'
import { type FoundTarget, findOtlp, findS3, findWebhook } from './callback-targets.ts'
import { findMlflow, findMlflowRuns } from './mlflow-targets.ts'

interface CompiledCallbacks {
  readonly callbacks: readonly Callback[]
  readonly idleCallbacks: readonly IdleCallback[]
}

/** Where finished calls are told. Names that there are not here are told by `inspectSource`. */
export function compileCallbacks(
  fields: Fields,
  sources: readonly ResolvedSource[],
  environment: Environment,
): CompiledCallbacks {
  const settings = openSettings(fields, sources, environment)
  const written = (key: string) => fields.texts('litellm_settings', key) ?? []
  const listed = (key: string) => written(key).map(canonical)
  const hasOwnModule = ['callbacks', 'success_callback', 'failure_callback'].some((key) =>
    written(key).includes(mlflowModule),
  )
  const both = listed('callbacks')
  const lists = { success: listed('success_callback'), failure: listed('failure_callback') }
  const callbacks: Callback[] = []
  const idleCallbacks: IdleCallback[] = []
  for (const name of new Set([...lists.success, ...lists.failure, ...both])) {
    const target = findTarget(name, settings)
    if (target === undefined) continue
    if (target.kind === 'none') {
      idleCallbacks.push({ name, reason: target.reason })
      continue
    }
    const own = settings.settings(name)
    const events = Array.isArray(own.event_types) ? own.event_types : ['llm_api_success', 'llm_api_failure']
    const callback = {
      name,
      onSuccess: (both.includes(name) || lists.success.includes(name)) && events.includes('llm_api_success'),
      onFailure: (both.includes(name) || lists.failure.includes(name)) && events.includes('llm_api_failure'),
      withoutContent:
        toBoolean(own.message_logging) === false || toBoolean(own.turn_off_message_logging) === true,
    }
    callbacks.push({ ...callback, target })
    const runs = target.kind === 'mlflow' && findMlflowRuns(target, settings, hasOwnModule)
    if (runs) callbacks.push({ ...callback, target: runs })
  }
  return { callbacks, idleCallbacks }
}

function canonical(name: string): string {
  if (name === mlflowModule) return 'mlflow'
  return name === 's3_v2' ? 's3' : name
}

function findTarget(name: string, settings: CallbackSettings): FoundTarget | undefined {
  if (name === 'otel') return findOtlp(name, settings)
  if (name === 'mlflow') return findMlflow(settings)
  if (name === 's3') return findS3(settings)
  const type = settings.settings(name).callback_type
  if (name === 'generic_api' || name === 'webhook' || type === 'generic_api')
    return findWebhook(name, settings)
  return undefined
}
