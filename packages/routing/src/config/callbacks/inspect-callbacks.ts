import type { ConfigWarning } from '../config-error.ts'
import type { GatewayConfig } from '../gateway-config.ts'
import { isMap } from '../inspect.ts'
import type { ConfigSource } from '../source.ts'
import { callbackSettings, mlflowSettings, s3Params } from './callback-names.ts'
import { mlflowNames } from './mlflow-targets.ts'

/** One warning for each callback that is named and cannot be told anything, at the first list that names it. */
export function inspectIdleCallbacks(
  sources: readonly ConfigSource[],
  { idleCallbacks }: GatewayConfig,
): ConfigWarning[] {
  return idleCallbacks.flatMap(({ name, reason }) => {
    for (const source of sources) {
      const settings = source.sections.litellm_settings
      const key = isMap(settings) ? lists.find((list) => names(settings[list], name)) : undefined
      if (key === undefined) continue
      const line = source.lineOf(['litellm_settings', key])
      const message = `the callback "${name}" is told nothing: ${reason}`
      return [{ file: source.file, line, key: `litellm_settings.${key}`, message, important: true }]
    }
    return []
  })
}

const lists = ['success_callback', 'failure_callback', 'callbacks']

/** One warning for each key of the settings of callbacks that has no effect. */
export function inspectCallbackSettings(source: ConfigSource): ConfigWarning[] {
  const { callback_settings: settings, litellm_settings: own } = source.sections
  const ofCallbacks = isMap(settings)
    ? Object.entries(settings).flatMap(([name, values]) =>
        explainKeys(source, ['callback_settings', name], values, (key) => callbackSettings.has(key)),
      )
    : []
  if (!isMap(own)) return ofCallbacks
  const isS3 = (key: string) => s3Params.has(key) || key.startsWith('s3_aws_')
  return [
    ...ofCallbacks,
    ...explainKeys(source, ['litellm_settings', 's3_callback_params'], own.s3_callback_params, isS3),
    ...explainKeys(source, ['litellm_settings', 'mlflow'], own.mlflow, (key) => mlflowSettings.has(key)),
    ...(isMap(own.mlflow) ? explainMlflowNames(source, own.mlflow) : []),
  ]
}

function explainKeys(
  source: ConfigSource,
  path: readonly string[],
  values: unknown,
  isKnown: (key: string) => boolean,
): ConfigWarning[] {
  if (!isMap(values)) return []
  return Object.keys(values)
    .filter((key) => !isKnown(key))
    .map((key) => ({
      file: source.file,
      line: source.lineOf([...path, key]),
      key: [...path, key].join('.'),
      message: 'is a setting of callbacks that this version does not act on.',
    }))
}

/** Any parameter of a request may be a param; metrics and tags are what there is. */
function explainMlflowNames(
  source: ConfigSource,
  settings: Readonly<Record<string, unknown>>,
): ConfigWarning[] {
  return (['metrics', 'tags'] as const).flatMap((list) => {
    const path = ['litellm_settings', 'mlflow', list]
    const known: readonly string[] = mlflowNames[list]
    const names = Array.isArray(settings[list]) ? settings[list].map(String) : []
    const message = (name: string) => `"${name}" is not known of calls; there are ${known.join(', ')}.`
    return names
      .filter((name) => !known.includes(name))
      .map((name) => ({
        file: source.file,
        line: source.lineOf(path),
        key: path.join('.'),
        message: message(name),
      }))
  })
}

/** The canonical name is the beginning of its other ones. */
function names(list: unknown, name: string): boolean {
  return (Array.isArray(list) ? list : [list]).some((one) => typeof one === 'string' && one.startsWith(name))
}
