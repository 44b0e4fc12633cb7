const prefix = 'os.environ/'

export type Environment = Readonly<Record<string, string | undefined>>

/** A reference to a variable that is not set, and where it stands. */
export interface MissingVariable {
  readonly name: string
  readonly path: readonly (string | number)[]
}

export interface Resolved {
  readonly value: unknown
  readonly missing: readonly MissingVariable[]
}

/**
 * Replaces every text `os.environ/NAME`, however deep, by the variable's value. An unset or empty variable gives
 * null, as in LiteLLM. A reference inside a longer text is not replaced.
 */
export function resolveReferences(value: unknown, env: Environment): Resolved {
  const missing: MissingVariable[] = []
  const visit = (node: unknown, path: readonly (string | number)[]): unknown => {
    if (typeof node === 'string' && node.startsWith(prefix)) {
      const name = node.slice(prefix.length).trim()
      const text = env[name]
      if (text !== undefined && text !== '') return text
      missing.push({ name, path })
      return null
    }
    if (Array.isArray(node)) return node.map((item, index) => visit(item, [...path, index]))
    if (node !== null && typeof node === 'object') {
      return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, visit(item, [...path, key])]))
    }
    return node
  }
  return { value: visit(value, []), missing }
}
