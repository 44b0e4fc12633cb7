/** Finds what was asked before in other words. */
export interface MeaningIndex {
  /** The nearest question of the same scope, if it is near enough. */
  find(scope: string, vector: readonly number[], threshold: number): Near | undefined
  add(scope: string, question: KeptQuestion): void
}

interface KeptQuestion {
  readonly vector: readonly number[]
  /** Of the answer. */
  readonly key: string
  /** How long the answer is kept. */
  readonly seconds: number
}

interface Near {
  /** Of the answer. */
  readonly key: string
  /** Cosine of the angle between the two, up to 1. */
  readonly similarity: number
}

interface Entry {
  readonly scope: string
  readonly vector: Float32Array
  readonly expiresAt: number
}

/** Each lookup passes over all of a scope: about 2 ms for vectors of 1,536 numbers. */
const mostInScope = 2000
const mostBytes = 64 * 1024 ** 2

/** Vectors in this process; the oldest go first. `now` in milliseconds, monotonic. */
export function createMeaningIndex(now: () => number): MeaningIndex {
  const entries = new Map<string, Entry>()
  const scopes = new Map<string, Set<string>>()
  let bytes = 0

  function remove(key: string): void {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= entry.vector.byteLength
    const others = scopes.get(entry.scope)
    others?.delete(key)
    if (others?.size === 0) scopes.delete(entry.scope)
  }

  return {
    find(scope, vector, threshold) {
      const asked = normalized(vector)
      let best: Near | undefined
      for (const key of scopes.get(scope) ?? []) {
        const { vector: kept = noVector, expiresAt = 0 } = entries.get(key) ?? {}
        if (expiresAt <= now()) {
          remove(key)
          continue
        }
        const similarity = dot(asked, kept)
        if (similarity >= threshold && similarity > (best?.similarity ?? -1)) best = { key, similarity }
      }
      return best
    },
    add(scope, { vector, key, seconds }) {
      remove(key)
      const entry = { scope, vector: normalized(vector), expiresAt: now() + seconds * 1000 }
      const keys = scopes.get(scope) ?? new Set()
      scopes.set(scope, keys.add(key))
      entries.set(key, entry)
      bytes += entry.vector.byteLength
      for (const oldest of keys) {
        if (keys.size <= mostInScope) break
        remove(oldest)
      }
      for (const oldest of entries.keys()) {
        if (bytes <= mostBytes) break
        remove(oldest)
      }
    },
  }
}

const noVector = new Float32Array()

function normalized(vector: readonly number[]): Float32Array {
  const length = Math.hypot(...vector) || 1
  return Float32Array.from(vector, (value) => value / length)
}

/** 0 for vectors of different models. */
function dot(one: Float32Array, other: Float32Array): number {
  if (one.length !== other.length) return 0
  let sum = 0
  for (let index = 0; index < one.length; index++) sum += (one[index] ?? 0) * (other[index] ?? 0)
  return sum
}
