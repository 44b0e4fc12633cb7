import type { Fields, ResolvedSource } from '../fields.ts'
import { isMap } from '../inspect.ts'
import type { Environment } from '../references.ts'

type Values = Readonly<Record<string, unknown>>

/** Where callbacks find what they need. */
export interface CallbackSettings {
  /** Their entry of `callback_settings`, or of `litellm_settings` by that key. */
  settings(name: string): Values
  own(key: string): Values
  variable(...names: string[]): string | undefined
}

export function openSettings(
  fields: Fields,
  sources: readonly ResolvedSource[],
  environment: Environment,
): CallbackSettings {
  const sections = sources.map((source) => source.sections.callback_settings).filter(isMap)
  return {
    settings(name) {
      const found = sections.map((section) => section[name]).find(isMap)
      return found ?? {}
    },
    own(key) {
      const value = fields.find('litellm_settings', key)?.value
      return isMap(value) ? value : {}
    },
    variable: (...names) =>
      names.map((name) => environment[name]).find((value) => value !== undefined && value !== ''),
  }
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** A map, or LiteLLM's and OpenTelemetry's `name=value,name=value`. */
export function headersOf(value: unknown): Readonly<Record<string, string>> {
  if (isMap(value))
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name.toLowerCase(), String(text)]))
  const pairs = (textOf(value) ?? '').split(',').flatMap((pair) => {
    const [name = '', ...rest] = pair.split('=')
    const text = rest.join('=').trim()
    return name.trim() === '' || text === '' ? [] : [[name.trim().toLowerCase(), decode(text)] as const]
  })
  return Object.fromEntries(pairs)
}

/** OpenTelemetry wants values encoded as in URLs; not everybody does that. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
