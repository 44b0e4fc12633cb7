import { KansokuError } from '@kansoku/contracts'
import { QueryTimeoutError, StorageFullError, StorageUnavailableError } from '@kansoku/storage'
import type { AnyPart } from '../ledger/call-part.ts'
import { lengthOfBody } from '../parts/part-body.ts'

export interface WriterOptions {
  /** Stores one group of parts; a rejection means that nothing of the group may be acknowledged. */
  readonly commit: (parts: readonly AnyPart[]) => Promise<void>
  /**
   * Parts of all requests of one group, at most, unless one request alone has more; an eighth of them while somebody
   * waits for what is stored. Default 8,000.
   */
  readonly partsPerGroup?: number
  /** Bytes of the bodies of one group, likewise. Default 16 MB. */
  readonly bytesPerGroup?: number
  /** Bytes of bodies that may wait or be on their way; beyond, requests are refused. Default 96 MB. */
  readonly bytesPending?: number
  /**
   * Groups that are committed at the same time, when they are full: a statement costs as much as the rows of a small
   * group, so what would not fill one waits for the group that is on its way. Default 2: one is folded while the other is
   * inserted.
   */
  readonly groupsAtOnce?: number
  /**
   * How long what would not fill a group waits for more, in milliseconds, unless somebody is in a hurry; at least as
   * long as the group before took, up to a second, so that small groups keep the store busy half of the time at most.
   * Default 0.
   */
  readonly lingerMs?: number
}

/** What has been taken and is not stored yet. */
export interface WriterBacklog {
  /** Those that wait for their group. */
  readonly requests: number
  /** Of the bodies that wait or are on their way. */
  readonly bytes: number
}

/** Group commit: while one group is on its way to the store, the requests that arrive form the next. */
export interface Writer {
  /**
   * Resolves when the parts are durable and readable. Rejects with `overloaded` when too much is waiting, and with
   * the error of the store when it could not take them.
   */
  write(parts: readonly AnyPart[]): Promise<void>
  /** Runs an action while no group is on its way; what arrives meanwhile waits. Settles as the action does. */
  runAlone(action: () => Promise<void>): Promise<void>
  /** Whatever waits now is committed without lingering: somebody waits for it. */
  hurry(): void
  /** Whether somebody has waited within the last second, and is likely to come again. */
  isWatched(): boolean
  backlog(): WriterBacklog
  /** Resolves when nothing is waiting or on its way. */
  drain(): Promise<void>
}

interface Request {
  readonly parts: readonly AnyPart[]
  readonly bytes: number
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Who listens to what comes in waits for no more, whatever the last group took. */
const longestLinger = 1000

/** Milliseconds after which somebody who has waited is not expected to come again. */
const watchLasts = 1000

export function createWriter(options: WriterOptions): Writer {
  const { commit, partsPerGroup = 8_000, groupsAtOnce = 2, lingerMs = 0 } = options
  const { bytesPerGroup = 16 * 1024 ** 2, bytesPending = 96 * 1024 ** 2 } = options
  const waiting: Request[] = []
  /** Of what waits; added up, not counted: when the store is away, that is many. */
  const sizes = { parts: 0, bytes: 0 }
  const running = new Set<Promise<void>>()
  const alone: (() => Promise<void>)[] = []
  let pending = 0
  let isScheduled = false
  /** Runs while what waits may wait for more. */
  let lingering: NodeJS.Timeout | undefined
  /** Somebody waits for what waits. */
  let isHurried = false
  let lastHurry = Number.NEGATIVE_INFINITY
  /** Milliseconds that the last group took, if it was stored. */
  let lastTook = 0

  function write(parts: readonly AnyPart[]): Promise<void> {
    if (parts.length === 0) return Promise.resolve()
    const bytes = bytesOf(parts)
    if (pending > 0 && pending + bytes > bytesPending) {
      return Promise.reject(new KansokuError('overloaded', undefined, { retryAfterSeconds: 1 }))
    }
    pending += bytes
    return new Promise((resolve, reject) => {
      waiting.push({ parts, bytes, resolve, reject })
      sizes.parts += parts.length
      sizes.bytes += bytes
      proceed()
    })
  }

  function proceed(): void {
    if (lingerMs === 0 || isHurried || alone.length > 0 || isFull()) begin()
    // What comes while a group is on its way begins to linger when that has ended.
    else if (running.size === 0)
      lingering ??= setTimeout(begin, Math.max(lingerMs, Math.min(lastTook, longestLinger)))
  }

  function hurry(): void {
    lastHurry = performance.now()
    begin()
  }

  function begin(): void {
    clearTimeout(lingering)
    lingering = undefined
    isHurried = waiting.length > 0
    schedule()
  }

  /** Requests that arrive in the same turn of the event loop belong to one group already. */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      const [next] = alone
      if (next && running.size === 0) start(next())
      while (mayStart()) start(settle(takeGroup()))
    })
  }

  function runAlone(action: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      alone.push(async () => {
        await action().then(resolve, reject)
        alone.shift()
      })
      schedule()
    })
  }

  function mayStart(): boolean {
    if (waiting.length === 0 || alone.length > 0 || lingering) return false
    return running.size === 0 || (running.size < groupsAtOnce && isFull())
  }

  function isFull(): boolean {
    const most = largestGroup()
    return sizes.parts >= most.parts / 2 || sizes.bytes >= most.bytes / 2
  }

  function largestGroup(): { readonly parts: number; readonly bytes: number } {
    const share = isWatched() ? 8 : 1
    return { parts: partsPerGroup / share, bytes: bytesPerGroup / share }
  }

  function isWatched(): boolean {
    return performance.now() - lastHurry < watchLasts
  }

  function takeGroup(): Request[] {
    let parts = 0
    let bytes = 0
    let count = 0
    const most = largestGroup()
    for (const request of waiting) {
      const [more, longer] = [parts + request.parts.length, bytes + request.bytes]
      if (count > 0 && (more > most.parts || longer > most.bytes)) break
      parts = more
      bytes = longer
      count++
    }
    sizes.parts -= parts
    sizes.bytes -= bytes
    if (count === waiting.length) isHurried = false
    return waiting.splice(0, count)
  }

  function start(work: Promise<void>): void {
    const run = work.finally(() => {
      running.delete(run)
      if (waiting.length > 0 || alone.length > 0) proceed()
    })
    running.add(run)
  }

  async function settle(group: readonly Request[]): Promise<void> {
    const started = performance.now()
    try {
      await commit(group.flatMap(({ parts }) => parts))
      lastTook = performance.now() - started
      for (const request of group) finish(request, request.resolve)
    } catch (error) {
      await settleAlone(group, error)
    }
  }

  /** What made a group fail may lie in one of its requests: the others must not fail with it. */
  async function settleAlone(group: readonly Request[], error: unknown): Promise<void> {
    const mayBeOneRequest = group.length > 1 && !isAboutTheStore(error)
    for (const request of group) {
      if (mayBeOneRequest) await settle([request])
      else finish(request, () => request.reject(error))
    }
  }

  function finish(request: Request, answer: () => void): void {
    pending -= request.bytes
    answer()
  }

  async function drain(): Promise<void> {
    hurry()
    while (waiting.length > 0 || alone.length > 0 || running.size > 0) {
      await (running.size > 0 ? Promise.all(running) : new Promise(setImmediate))
    }
  }

  const backlog = () => ({ requests: waiting.length, bytes: pending })
  return { write, runAlone, hurry, isWatched, backlog, drain }
}

/** Length of the bodies: about their bytes. */
export function bytesOf(parts: readonly AnyPart[]): number {
  return parts.reduce((sum, { body }) => sum + lengthOfBody(body), 0)
}

/** Whether the same parts may be stored later. */
export function isAboutTheStore(error: unknown): boolean {
  return (
    error instanceof StorageUnavailableError ||
    error instanceof StorageFullError ||
    error instanceof QueryTimeoutError
  )
}
