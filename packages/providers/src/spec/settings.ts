import type { Target } from './adapter.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** A setting of a deployment as text; empty counts as unset. */
export function textParam(params: Target['params'], name: string): string | undefined {
  const value = params[name]
  return (typeof value === 'string' && value.trim()) || undefined
}

/** The first environment variable that is set and not empty. */
export function textEnv(env: Env, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = env[name]?.trim()
    if (value) return value
  }
  return undefined
}

/** True for an address with a scheme; some fields hold words that are none. */
export function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value)
}

/** Where a deployment's API is: `api_base`, `base_url`, then the environment, without slashes at the end. */
export function baseParam(
  params: Target['params'],
  env: Env,
  ...names: readonly string[]
): string | undefined {
  const candidates = [
    textParam(params, 'api_base'),
    textParam(params, 'base_url'),
    ...names.map((name) => textEnv(env, name)),
  ]
  return candidates.find((value) => value !== undefined && isAddress(value))?.replace(/\/+$/, '')
}

/** `extra_headers` and the like: lower-case names; values other than text make no header. */
export function headersParam(headers: unknown): Record<string, string> {
  const entries = Object.entries(typeof headers === 'object' && headers !== null ? headers : {})
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  return Object.fromEntries(texts.map(([name, value]) => [name.toLowerCase(), value]))
}
