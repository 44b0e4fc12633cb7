import { randomUUID } from 'node:crypto'
import type { ErrorCode } from '@kansoku/contracts'
import { batches } from '@kansoku/storage'
import { and, eq, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { type BatchRow, toBatch } from './batch-row.ts'
import { expiryOf } from './expiry.ts'
import { forgetKeys } from './forget-exports.ts'
import { nextPartKey, withNextPart } from './parts.ts'

/** How often a runner says that it is alive and how far it is, in milliseconds. */
const heartbeatMs = 1_000
/** A runner that was silent for so many seconds has died. */
const silentSeconds = 30
/** Runners that may die one after the other before anything is done for good: what kills them would kill the next one, too. */
const mostAttempts = 5

/** How far a batch is. */
export interface Place {
  readonly cursor: unknown
  /** Size of the part of the file that is complete now; absent where there is none. */
  readonly bytesOfPart?: number
}

/** The right of one runner to work on a batch, until it ends, somebody cancels it, or the runner falls silent. */
export interface Lease extends AsyncDisposable {
  /** As it stands since the last checkpoint. */
  readonly batch: BatchRow
  /** Aborted when the right is lost, or the server stops. */
  readonly signal: AbortSignal
  /** Counts rows that were done. */
  advance(rows: number): void
  /** What is done so far is done for good: whoever goes on begins behind `cursor`. */
  checkpoint(at: Place): Promise<void>
  /** The end, noted together with the last place, so that nobody goes on behind it. */
  complete(at?: Place): Promise<void>
  fail(failure: ErrorCode): Promise<void>
  /** Lets another runner go on at once. */
  letGo(): Promise<void>
}

/** Waits for a runner, or its runner has died. Clocks of servers differ: only that of the database tells for how long. */
const isForsaken = sql`${batches.state} = 'running' AND (${batches.heartbeatAt} IS NULL
  OR ${batches.heartbeatAt} < now() - make_interval(secs => ${silentSeconds}))`

/** Takes the oldest batch of a kind that waits for a runner or whose runner has died. */
export async function claimBatch(
  ctx: PlatformContext,
  kind: BatchRow['kind'],
  stopping: AbortSignal,
): Promise<Lease | undefined> {
  const runner = randomUUID()
  return ctx.metadata.db
    .transaction(async (tx) => {
      const [waiting] = await tx
        .select()
        .from(batches)
        .where(
          and(
            eq(batches.kind, kind),
            lt(batches.attempts, mostAttempts),
            sql`(${batches.state} = 'queued' OR (${isForsaken}))`,
          ),
        )
        .orderBy(batches.createdAt, batches.id)
        .limit(1)
        .for('update', { skipLocked: true })
      if (!waiting) return undefined
      // Whoever had it may be writing a part still.
      if (kind === 'export' && waiting.claim > 0) await forgetKeys(ctx, tx, [nextPartKey(waiting)])
      const claimed = {
        ...{ state: 'running' as const, runner, rowsDone: waiting.rowsAtCursor },
        ...{ claim: waiting.claim + 1, attempts: waiting.attempts + 1 },
      }
      await tx
        .update(batches)
        .set({ ...claimed, heartbeatAt: sql`now()` })
        .where(eq(batches.id, waiting.id))
      return toBatch({ ...waiting, ...claimed })
    })
    .then((batch) => batch && holdLease(ctx, batch, runner, stopping))
}

/** Ends batches whose runners died one after the other. Resolves with their ids. */
export async function giveUpBatches(ctx: PlatformContext, kind: BatchRow['kind']): Promise<string[]> {
  const endedAt = ctx.clock.now()
  const given = await ctx.metadata.db
    .update(batches)
    .set(ending({ kind, state: 'failed', failure: 'interrupted_too_often', endedAt }))
    .where(and(eq(batches.kind, kind), gte(batches.attempts, mostAttempts), isForsaken))
    .returning({ id: batches.id })
  return given.map(({ id }) => id)
}

interface Ending {
  readonly kind: BatchRow['kind']
  readonly state: 'completed' | 'failed'
  readonly failure: ErrorCode | null
  readonly endedAt: Date
}

function ending({ kind, state, failure, endedAt }: Ending) {
  return { state, failure, runner: null, endedAt, expiresAt: expiryOf(kind, endedAt) }
}

function holdLease(ctx: PlatformContext, batch: BatchRow, runner: string, stopping: AbortSignal): Lease {
  const lost = new AbortController()
  let held = batch
  let { rowsDone } = batch
  const isMine = and(eq(batches.id, batch.id), eq(batches.runner, runner), eq(batches.state, 'running'))
  const say = async (news: Partial<BatchRow> | Record<string, SQL>) => {
    const { rowCount } = await ctx.metadata.db
      .update(batches)
      .set({ heartbeatAt: sql`now()`, rowsDone, ...news })
      .where(isMine)
    if (rowCount === 0) lost.abort(new Error('The batch was cancelled or taken over.'))
    lost.signal.throwIfAborted()
  }
  const at = ({ cursor, bytesOfPart }: Place) => {
    const news = { cursor, rowsAtCursor: rowsDone, attempts: 0 }
    if (bytesOfPart === undefined) return news
    const { parts, bytes } = held
    return { ...news, parts: parts + 1, claimsOfParts: withNextPart(held), bytes: bytes + bytesOfPart }
  }
  const end = (state: Ending['state'], failure: Ending['failure']) =>
    ending({ kind: batch.kind, state, failure, endedAt: ctx.clock.now() })
  const place = async (news: Partial<BatchRow>) => {
    await say(news)
    held = { ...held, ...news }
  }
  // A database that does not answer for a moment is asked again by the next beat.
  const beat = setInterval(() => void say({}).catch(() => undefined), heartbeatMs)
  return {
    get batch() {
      return held
    },
    signal: AbortSignal.any([lost.signal, stopping]),
    advance: (rows) => {
      rowsDone += rows
    },
    checkpoint: (to) => place(at(to)),
    complete: (to) => place({ ...(to && at(to)), ...end('completed', null) }),
    fail: (failure) => place(end('failed', failure)),
    letGo: () => say({ heartbeatAt: sql`NULL`, attempts: sql`greatest(${batches.attempts} - 1, 0)` }),
    async [Symbol.asyncDispose]() {
      clearInterval(beat)
    },
  }
}
