import type { Exchange } from './exchange.ts'

export type Handler = (exchange: Exchange) => Promise<void> | void

/** `path` may hold `:name` for one part of a path and end in `*name` for all that is left. */
export interface Endpoint {
  readonly method: string
  readonly path: string
  readonly handle: Handler
}

export interface Match {
  /** As the endpoint has it. */
  readonly path: string
  readonly handle: Handler
  readonly params: Readonly<Record<string, string>>
}

export interface Router {
  /** The methods that the path has when it has not this one; undefined for a path that nobody serves. */
  find(method: string, path: string): Match | { readonly allowed: readonly string[] } | undefined
}

const noParams = {}

/** Fixed paths are one look in a map; patterns are tried in order. */
export function createRouter(endpoints: readonly Endpoint[]): Router {
  const fixed = new Map<string, Map<string, Match>>()
  const patterns: (Endpoint & { pattern: RegExp })[] = []
  for (const { method, path, handle } of endpoints) {
    if (/[:*]/.test(path)) {
      patterns.push({ method, path, pattern: toPattern(path), handle })
      continue
    }
    const methods = fixed.get(path) ?? new Map<string, Match>()
    fixed.set(path, methods.set(method, { path, handle, params: noParams }))
  }
  return {
    find(method, path) {
      const methods = fixed.get(path)
      const direct = methods?.get(method)
      if (direct) return direct
      const allowed = [...(methods?.keys() ?? [])]
      for (const candidate of patterns) {
        const match = candidate.pattern.exec(path)
        if (!match) continue
        if (candidate.method === method) {
          const { path, handle } = candidate
          return { path, handle, params: decode(match.groups ?? {}) }
        }
        allowed.push(candidate.method)
      }
      return allowed.length > 0 ? { allowed } : undefined
    },
  }
}

function toPattern(path: string): RegExp {
  const source = path
    .replace(/\./g, '\\.')
    .replace(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\*(\w+)/g, '(?<$1>.+)')
  return new RegExp(`^${source}$`)
}

function decode(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodePart(value)]))
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
