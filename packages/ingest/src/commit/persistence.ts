import { setTimeout } from 'node:timers/promises'
import { KansokuError } from '@kansoku/contracts'
import { QueryMemoryError } from '@kansoku/storage'
import type { AnyPart } from '../ledger/call-part.ts'
import { isAboutTheStore, type Writer } from './writer.ts'

export interface PersistenceOptions {
  readonly writer: Pick<Writer, 'write' | 'hurry'>
  /** Hears of each failure after which the same parts are tried again. */
  readonly onTrouble: () => void
  /** Hears that the store takes some parts under no circumstances. */
  readonly onRefused: ((error: unknown, parts: readonly AnyPart[]) => void) | undefined
  /** Ends the waiting between two tries. */
  readonly signal: AbortSignal
}

export interface Persistence {
  /**
   * Resolves when the parts are stored, or with false when some are not: the store does not take them, or cannot be
   * written and `signal` was given. Never rejects.
   */
  store(parts: readonly AnyPart[]): Promise<boolean>
  /** Whether something waits to be tried again. */
  isFailing(): boolean
}

/** Milliseconds between two tries. */
const firstPause = 100
const longestPause = 5_000
/** Over a minute: by then memory that others take for a moment is free again. */
const mostTriesInMemory = 20

/** Tries again for as long as the store cannot be written. */
export function createPersistence(options: PersistenceOptions): Persistence {
  const { writer, onTrouble, onRefused, signal } = options
  let failing = 0

  async function store(parts: readonly AnyPart[]): Promise<boolean> {
    for (let tries = 1, pause = firstPause; ; tries++, pause = Math.min(2 * pause, longestPause)) {
      try {
        await writer.write(parts)
        return true
      } catch (error) {
        if (!mayPass(error, tries)) return storeApart(parts, error)
        if (!(await waitInTrouble(pause))) return false
      }
    }
  }

  /** What the store takes under no circumstances may be one part of many: the others must not stay away with it. */
  async function storeApart(parts: readonly AnyPart[], error: unknown): Promise<boolean> {
    if (parts.length === 1) {
      onRefused?.(error, parts)
      return false
    }
    const half = Math.ceil(parts.length / 2)
    const halves = [parts.slice(0, half), parts.slice(half)].map(store)
    writer.hurry()
    return (await Promise.all(halves)).every(Boolean)
  }

  async function waitInTrouble(pause: number): Promise<boolean> {
    failing += 1
    onTrouble()
    try {
      await setTimeout(pause, undefined, { signal })
      return true
    } catch {
      return false
    } finally {
      failing -= 1
    }
  }

  return { store, isFailing: () => failing > 0 }
}

/** Too much at once, or a store that cannot be written for now. */
const mayPass = (error: unknown, tries: number) =>
  isAboutTheStore(error) ||
  (error instanceof KansokuError && error.code === 'overloaded') ||
  (error instanceof QueryMemoryError && tries < mostTriesInMemory)
