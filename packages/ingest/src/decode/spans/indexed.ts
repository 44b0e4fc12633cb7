import type { AttributeValue } from '../otlp/attributes.ts'

type Tree = { [key: string]: Tree | AttributeValue }

const mostSlots = 10_000

/**
 * Puts flattened lists together again: `0.role`, `0.content`, `1.tool_calls.0.name` become objects in arrays. Slots
 * beyond the ten thousandth are passed over, so that an index cannot demand memory. Undefined without any entry.
 */
export function unflattenList(
  entries: readonly (readonly [string, AttributeValue])[],
): AttributeValue | undefined {
  const list = unflatten(entries)
  return Array.isArray(list) ? list : undefined
}

/** The same where the names may be those of an object instead: `content` and `role` without a place in a list. */
export function unflatten(
  entries: readonly (readonly [string, AttributeValue])[],
): AttributeValue | undefined {
  if (entries.length === 0) return undefined
  const root: Tree = Object.create(null) as Tree
  for (const [path, value] of entries) put(root, path.split('.'), value)
  const value = settle(root) as AttributeValue
  return Array.isArray(value) && value.length === 0 ? undefined : value
}

function put(tree: Tree, path: readonly string[], value: AttributeValue): void {
  let node = tree
  for (const key of path.slice(0, -1)) {
    const next = node[key]
    if (isTree(next)) node = next
    else {
      const made = Object.create(null) as Tree
      node[key] = made
      node = made
    }
  }
  node[path.at(-1) ?? ''] = value
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null
}

function settle(value: Tree | AttributeValue): unknown {
  if (!isTree(value)) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) {
    const slots = keys.map(Number).filter((slot) => slot <= mostSlots)
    return slots.sort((a, b) => a - b).map((slot) => settle(value[slot] ?? null))
  }
  return Object.fromEntries(keys.map((key) => [key, settle(value[key] ?? null)]))
}
