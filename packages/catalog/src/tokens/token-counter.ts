import { hash } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { CountAnswer, CountTask, TokenText } from './count-messages.ts'

export interface TokenCounter extends AsyncDisposable {
  /** The tokens of each text; null where there is nothing to count or counting failed. Never rejects. */
  count(texts: readonly TokenText[]): Promise<readonly (number | null)[]>
}

export interface TokenCounterOptions {
  /** After so many milliseconds without work the thread ends and gives its memory back. Default: a minute. */
  readonly idleMs?: number
  /** Default: a thread of this package. */
  readonly startWorker?: () => Worker
}

type Counts = readonly (number | null)[]

/** Texts whose counts are remembered: an update says again what its create said. */
const remembered = 5_000

/**
 * Counts tokens on a thread of its own. It is started by the first text, loads an encoding with the first model that
 * needs it, and does not keep the process alive.
 */
export function createTokenCounter(options: TokenCounterOptions = {}): TokenCounter {
  const { idleMs = 60_000, startWorker = startThread } = options
  const waiting = new Map<number, (counts: Counts) => void>()
  const known = new Map<string, number | null>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Worker {
    const started = startWorker()
    started.on('message', ({ id, counts }: CountAnswer) => settle(id, counts))
    // Its end follows, and with it what it was asked.
    started.on('error', () => undefined)
    started.on('exit', () => {
      if (worker !== started) return
      worker = undefined
      for (const id of waiting.keys()) settle(id, [])
    })
    started.unref()
    return started
  }

  function settle(id: number, counts: Counts): void {
    waiting.get(id)?.(counts)
    waiting.delete(id)
    if (waiting.size > 0) return
    worker?.unref()
    clearTimeout(idle)
    idle = setTimeout(end, idleMs).unref()
  }

  async function end(): Promise<void> {
    const ending = worker
    worker = undefined
    for (const id of waiting.keys()) settle(id, [])
    clearTimeout(idle)
    await ending?.terminate()
  }

  function ask(texts: readonly TokenText[]): Promise<Counts> {
    clearTimeout(idle)
    worker ??= start()
    worker.ref()
    const id = ++lastId
    worker.postMessage({ id, texts } satisfies CountTask)
    return new Promise((resolve) => waiting.set(id, resolve))
  }

  function remember(key: string, count: number | null): void {
    if (known.size >= remembered) known.clear()
    known.set(key, count)
  }

  return {
    async count(texts) {
      const keys = texts.map(keyOf)
      const counts = new Map<string, number | null>()
      const unknown = new Map<string, TokenText>()
      for (const [index, text] of texts.entries()) {
        const key = keys[index] ?? ''
        const count = known.get(key)
        if (count === undefined) unknown.set(key, text)
        else counts.set(key, count)
      }
      const fresh = unknown.size > 0 ? await ask([...unknown.values()]) : []
      for (const [index, key] of [...unknown.keys()].entries()) {
        const count = fresh[index]
        if (count === undefined) continue
        counts.set(key, count)
        remember(key, count)
      }
      return keys.map((key) => counts.get(key) ?? null)
    },
    [Symbol.asyncDispose]: end,
  }
}

function keyOf({ text, tokenizer: { encoding, chat } }: TokenText): string {
  return `${encoding} ${chat?.perMessage} ${chat?.perName} ${hash('sha1', text, 'base64url')}`
}

function startThread(): Worker {
  return new Worker(new URL('./count-worker.ts', import.meta.url))
}
