import { KansokuError } from '@kansoku/contracts'
import { writeExport } from '../exports/write-export.ts'
import { changeSelectedTraces } from '../traces/change-selected-traces.ts'
import type { BatchContext } from './batch-context.ts'
import type { BatchRow } from './batch-row.ts'
import { failureCodeOf } from './failure-code.ts'
import { claimBatch, giveUpBatches, type Lease } from './lease.ts'
import { requireStarter } from './require-starter.ts'

/** How a batch ended badly, for the log. */
export interface BatchFailure {
  readonly batchId: string
  readonly error: unknown
}

/**
 * Works on every batch of a kind that waits, one after the other, and on those whose runner has died. What fails is
 * noted with the batch; resolves with it when none waits any more.
 */
export async function runBatches(
  ctx: BatchContext,
  kind: BatchRow['kind'],
  stopping: AbortSignal,
): Promise<BatchFailure[]> {
  const failures: BatchFailure[] = (await giveUpBatches(ctx, kind)).map((batchId) => ({
    batchId,
    error: new KansokuError('interrupted_too_often'),
  }))
  while (!stopping.aborted) {
    await using lease = await claimBatch(ctx, kind, stopping)
    if (!lease) break
    const failure = await runOne(ctx, lease, stopping)
    if (failure) failures.push(failure)
  }
  return failures
}

async function work(ctx: BatchContext, lease: Lease): Promise<void> {
  const { action } = lease.batch
  await requireStarter(ctx, lease)
  if (action.kind === 'export') return writeExport(ctx, lease, action)
  await changeSelectedTraces(ctx, lease, action)
  await lease.complete()
}

async function runOne(
  ctx: BatchContext,
  lease: Lease,
  stopping: AbortSignal,
): Promise<BatchFailure | undefined> {
  try {
    await work(ctx, lease)
    return undefined
  } catch (error) {
    if (stopping.aborted) {
      await lease.letGo().catch(() => undefined)
      return undefined
    }
    // Whoever cancelled it, or took it over, has said what becomes of it.
    if (lease.signal.aborted) return undefined
    await lease.fail(failureCodeOf(error))
    return { batchId: lease.batch.id, error }
  }
}
