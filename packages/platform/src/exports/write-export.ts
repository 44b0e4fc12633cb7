import { Readable } from 'node:stream'
import type { BatchContext } from '../batches/batch-context.ts'
import type { ExportAction } from '../batches/batch-row.ts'
import type { Lease } from '../batches/lease.ts'
import { nextPartKey } from '../batches/parts.ts'
import { requireStarter } from '../batches/require-starter.ts'
import type { ExportedObservation, ExportedTrace } from './columns.ts'
import { type EncoderThread, startEncoderThread } from './encoder-thread.ts'
import { type RowKey, type RowSource, rowSource } from './read-rows.ts'

/** Rows of a part: what is done again after a kill at the most. */
const rowsPerPart = 20_000
const keysAtOnce = 5_000
/** Texts of one portion of rows that are held at a time; a row has a few kilobytes or some megabytes. */
const charactersAtOnce = 600_000
const mostRowsAtOnce = 250

/**
 * Writes the selected rows into files, part by part, going on behind those that are done, and completes the batch. A file
 * of Parquet ends in what it says about all its rows, so it is one part, and begun anew.
 */
export async function writeExport(ctx: BatchContext, lease: Lease, action: ExportAction): Promise<void> {
  const { batch, signal } = lease
  const { projectId, selection } = batch
  const cursor = batch.cursor as RowKey | null
  await using encoder = startEncoderThread({ ...action, isBegun: cursor !== null })
  const rows = goThrough(rowSource(action.table, { analytics: ctx.analytics, projectId, selection }), cursor)
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

interface Portion {
  readonly rows: readonly (ExportedTrace | ExportedObservation)[]
  readonly keys: readonly RowKey[]
}

/** All rows behind a place, in portions of about one size; while one is written, the next is read. */
async function* goThrough(source: RowSource, after: RowKey | null): AsyncGenerator<Portion, undefined> {
  let size = 20
  let reading: Promise<Portion> | undefined
  for await (const keys of pagesOfKeys(source, after)) {
    for (let start = 0; start < keys.length; start += size) {
      const last = await reading
      if (last) size = nextSize(last)
      reading = read(source, keys.slice(start, start + size))
      if (last) yield last
    }
  }
  if (reading) yield await reading
  return undefined
}

async function* pagesOfKeys(source: RowSource, after: RowKey | null): AsyncGenerator<readonly RowKey[]> {
  let cursor = after
  for (;;) {
    const keys = await source.nextKeys(cursor, keysAtOnce)
    yield keys
    if (keys.length < keysAtOnce) return
    cursor = keys.at(-1) ?? null
  }
}

function read(source: RowSource, keys: readonly RowKey[]): Promise<Portion> {
  const reading = source.read(keys).then((rows) => ({ rows, keys }))
  // Whoever stops meanwhile does not ask for it.
  reading.catch(() => undefined)
  return reading
}

/** As many rows as were about right for the last ones; at most four times as many at a time. */
function nextSize({ rows, keys: { length: size } }: Portion): number {
  const characters = rows.reduce((sum, row) => sum + lengthOf(row), 0)
  const fitting = Math.floor((charactersAtOnce * rows.length) / Math.max(characters, 1))
  return Math.max(1, Math.min(fitting, size * 4, mostRowsAtOnce))
}

function lengthOf(row: ExportedTrace | ExportedObservation): number {
  const { input, output, metadata } = 'statistics' in row ? row.trace : row.observation
  const ofMetadata = Object.values(metadata).reduce((sum, text) => sum + text.length, 0)
  return (input?.length ?? 0) + (output?.length ?? 0) + ofMetadata
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
      yield await this.#encoder.encode(value.rows)
      count += value.keys.length
      this.cursor = value.keys.at(-1)
      this.#lease.advance(value.keys.length)
    }
  }
}
