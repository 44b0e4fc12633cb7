import { Readable } from 'node:stream'
import type { BatchContext } from '../batches/batch-context.ts'
import type { ExportAction } from '../batches/batch-row.ts'
import type { Lease } from '../batches/lease.ts'
import { nextPartKey } from '../batches/parts.ts'
import { requireStarter } from '../batches/require-starter.ts'
import { type EncoderThread, startEncoderThread } from './encoder-thread.ts'
import type { Portion, RowKey } from './portion.ts'
import { readPortions } from './read-portions.ts'
import { rowSource } from './row-source.ts'

/** Rows of a part: what is done again after a kill at the most. */
const rowsPerPart = 20_000

/**
 * Writes the selected rows into files, part by part, going on behind those that are done, and completes the batch. A file
 * of Parquet ends in what it says about all its rows, so it is one part, and begun anew.
 */
export async function writeExport(ctx: BatchContext, lease: Lease, action: ExportAction): Promise<void> {
  const { batch, signal } = lease
  const { projectId, selection } = batch
  const cursor = batch.cursor as RowKey | null
  await using encoder = startEncoderThread({ ...action, isBegun: cursor !== null })
  const { table, columns } = action
  const source = rowSource(table, { analytics: ctx.analytics, projectId, selection, columns })
  const rows = readPortions(source, cursor)
  const longest = action.format === 'parquet' ? Number.POSITIVE_INFINITY : rowsPerPart
  for (let isLast = false; !isLast; ) {
    const part = new Part(rows, encoder, lease, longest)
    await requireStarter(ctx, lease)
    const content = Readable.from(part.bytes(), { signal })
    const { bytes: bytesOfPart } = await ctx.blobs.put(nextPartKey(lease.batch), content)
    isLast = part.isLast
    const at = { cursor: part.cursor ?? lease.batch.cursor, bytesOfPart }
    await (isLast ? lease.complete(at) : lease.checkpoint(at))
  }
}

/** The bytes of the next rows, up to the number that a part holds. */
class Part {
  readonly #rows: AsyncGenerator<Portion, undefined>
  readonly #encoder: EncoderThread
  readonly #lease: Lease
  readonly #longest: number
  /** The last row that is in it. */
  cursor: RowKey | undefined
  /** Whether no row follows. */
  isLast = false

  constructor(
    rows: AsyncGenerator<Portion, undefined>,
    encoder: EncoderThread,
    lease: Lease,
    longest: number,
  ) {
    this.#rows = rows
    this.#encoder = encoder
    this.#lease = lease
    this.#longest = longest
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    let count = 0
    while (count < this.#longest) {
      this.#lease.signal.throwIfAborted()
      const { value } = await this.#rows.next()
      if (!value) {
        this.isLast = true
        yield await this.#encoder.end()
        return
      }
      yield await this.#encoder.encode(value)
      count += value.keys.length
      this.cursor = value.keys.at(-1)
      this.#lease.advance(value.keys.length)
    }
  }
}
