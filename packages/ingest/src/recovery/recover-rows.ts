import { type CommitContext, refoldParts } from '../commit/commit-parts.ts'
import { readAllParts } from '../commit/gather-parts.ts'
import { findLastReceived, findOutdated } from './find-outdated.ts'

/**
 * How far back rows may be missing. Parts and observations are synced to the disk, rows of traces and scores are written
 * there by the system within half a minute, and the engine keeps what it has merged for eight minutes.
 */
const minutes = 15

/** Entities that are folded at one time. */
const entitiesPerTurn = 50

interface RecoveryContext extends CommitContext {
  /** Runs an action while nothing else is written: an entity that is deleted meanwhile must not come back. */
  readonly runAlone: (action: () => Promise<void>) => Promise<void>
  readonly onRecovered: (touched: ReadonlyMap<string, Set<string>>) => void
  readonly signal: AbortSignal
}

/**
 * Makes the rows again that a power loss took although their parts were stored. Which these are the store tells: a row
 * counts the parts it is made of.
 *
 * @returns how many entities were brought up to date
 */
export async function recoverRows(context: RecoveryContext): Promise<number> {
  const { analytics, runAlone, onRecovered, signal } = context
  let recovered = 0
  for (const range of await findLastReceived(analytics, minutes)) {
    if (signal.aborted) break
    const outdated = await findOutdated(analytics, range)
    for (let start = 0; start < outdated.length && !signal.aborted; start += entitiesPerTurn) {
      const turn = outdated.slice(start, start + entitiesPerTurn)
      await runAlone(async () => onRecovered(await refoldParts(context, await readAllParts(analytics, turn))))
      recovered += turn.length
    }
  }
  return recovered
}
