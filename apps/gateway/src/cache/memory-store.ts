import type { AnswerStore } from './answer-store.ts'

interface Entry {
  readonly text: string
  readonly expiresAt: number
}

/** Of all entries together; two for each character, as the engine keeps what is not Latin. */
const maxBytes = 64 * 1024 ** 2
/** One answer must not push out all others. */
const maxEntryBytes = 4 * 1024 ** 2

/** Answers in this process; what was not asked for longest goes first. `now` in milliseconds, monotonic. */
export function createMemoryStore(now: () => number): AnswerStore {
  const entries = new Map<string, Entry>()
  let bytes = 0

  function remove(key: string): boolean {
    const entry = entries.get(key)
    if (!entry) return false
    bytes -= sizeOf(key, entry.text)
    return entries.delete(key)
  }

  return {
    kind: 'local',
    async get(key) {
      const entry = entries.get(key)
      if (!entry) return undefined
      if (entry.expiresAt <= now()) {
        remove(key)
        return undefined
      }
      entries.delete(key)
      entries.set(key, entry)
      return entry.text
    },
    async set(key, text, ttlSeconds) {
      remove(key)
      const size = sizeOf(key, text)
      if (size > maxEntryBytes) return
      entries.set(key, { text, expiresAt: now() + ttlSeconds * 1000 })
      bytes += size
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break
        remove(oldest)
      }
    },
    delete: async (keys) => keys.filter(remove).length,
    async clear() {
      entries.clear()
      bytes = 0
    },
    ping: async () => undefined,
    [Symbol.asyncDispose]: async () => undefined,
  }
}

function sizeOf(key: string, text: string): number {
  return 2 * (key.length + text.length)
}
