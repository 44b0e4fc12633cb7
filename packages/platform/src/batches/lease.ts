import { randomUUID } from 'node:crypto'
import { batches } from '@kansoku/storage'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { type BatchRow, toBatch } from './batch-row.ts'
import { expiryOf } from './expiry.ts'

/** How often a runner says that it is alive and how far it is, in milliseconds. */
const heartbeatMs = 1_000
/** A runner that was silent for so many seconds has died. */
const silentSeconds = 30

/** How far a batch is. */
interface Place {
  readonly cursor: unknown
  readonly parts: number
  readonly bytes: number
}

/** The right of one runner to work on a batch, until it ends, somebody cancels it, or the runner falls silent. */
export interface Lease extends AsyncDisposable {
  readonly batch: BatchRow
  /** Aborted when the right is lost, or the server stops. */
  readonly signal: AbortSignal
  /** Counts rows that were done. */
  advance(rows: number): void
  /** What is done so far is done for good: whoever goes on begins behind `cursor`. */
  checkpoint(at: Place): Promise<void>
  /** The end, noted together with the last place, so that nobody goes on behind it. */
  complete(at?: Place): Promise<void>
  fail(failure: string): Promise<void>
  /** Lets another runner go on at once. */
  letGo(): Promise<void>
}

/** Takes the oldest batch of a kind that waits for a runner or whose runner has died. */
export async function claimBatch(
  ctx: PlatformContext,
  kind: BatchRow['kind'],
  stopping: AbortSignal,
): Promise<Lease | undefined> {
  const runner = randomUUID()
  // Clocks of servers differ: only that of the database tells how long somebody was silent.
  const isWaiting = sql`${batches.state} = 'queued' OR (${batches.state} = 'running'
    AND (${batches.heartbeatAt} IS NULL OR ${batches.heartbeatAt} < now() - make_interval(secs => ${silentSeconds})))`
  const oldest = sql`(SELECT ${batches.id} FROM ${batches} WHERE ${batches.kind} = ${kind} AND (${isWaiting})
    ORDER BY ${batches.createdAt}, ${batches.id} LIMIT 1 FOR UPDATE SKIP LOCKED)`
  const [claimed] = await ctx.metadata.db
    .update(batches)
    .set({ state: 'running', runner, heartbeatAt: sql`now()`, rowsDone: batches.rowsAtCursor })
    .where(sql`${batches.id} = ${oldest}`)
    .returning()
  return claimed && holdLease(ctx, toBatch(claimed), runner, stopping)
}

function holdLease(ctx: PlatformContext, batch: BatchRow, runner: string, stopping: AbortSignal): Lease {
  const lost = new AbortController()
  let rowsDone = batch.rowsDone
  const isMine = and(eq(batches.id, batch.id), eq(batches.runner, runner), eq(batches.state, 'running'))
  const say = async (news: Partial<BatchRow> | Record<string, SQL>) => {
    const { rowCount } = await ctx.metadata.db
      .update(batches)
      .set({ heartbeatAt: sql`now()`, rowsDone, ...news })
      .where(isMine)
    if (rowCount === 0) lost.abort(new Error('The batch was cancelled or taken over.'))
    lost.signal.throwIfAborted()
  }
  const toColumns = ({ cursor, parts, bytes }: Place) => ({ cursor, parts, bytes, rowsAtCursor: rowsDone })
  const end = (state: 'completed' | 'failed', failure: string | null) => {
    const endedAt = ctx.clock.now()
    return { state, failure, runner: null, endedAt, expiresAt: expiryOf(batch.kind, endedAt) }
  }
  // A database that does not answer for a moment is asked again by the next beat.
  const beat = setInterval(() => void say({}).catch(() => undefined), heartbeatMs)
  return {
    batch,
    signal: AbortSignal.any([lost.signal, stopping]),
    advance: (rows) => {
      rowsDone += rows
    },
    checkpoint: (at) => say(toColumns(at)),
    complete: (at) => say({ ...(at && toColumns(at)), ...end('completed', null) }),
    fail: (failure) => say(end('failed', failure)),
    letGo: () => say({ heartbeatAt: sql`NULL` }),
    async [Symbol.asyncDispose]() {
      clearInterval(beat)
    },
  }
}
