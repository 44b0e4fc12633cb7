import { KansokuError } from '@kansoku/contracts'
import type { Journal, JournalRecord } from '@kansoku/journal'
import { StorageFullError, StorageUnavailableError } from '@kansoku/storage'
import type { AnyPart } from '../ledger/call-part.ts'
import { withCalls } from '../ledger/calls-of-parts.ts'
import { decodeParts, encodeParts } from '../parts/journal-record.ts'
import { Deliveries } from './deliveries.ts'
import { createPersistence } from './persistence.ts'
import { bytesOf, type Writer, type WriterBacklog } from './writer.ts'

export interface JournaledWriterOptions {
  readonly writer: Writer
  readonly journal: Journal
  /** Bytes of bodies in the journal that are not stored yet; beyond, requests are refused. Default 64 MB. */
  readonly bytesPending?: number
  /**
   * Beyond so many bytes of bodies that are not stored yet, an acknowledgement waits until there are fewer: senders that
   * wait for their answers keep to the pace of the store, and readers wait for little. A twelfth of it while there are
   * readers. Default 24 MB: a full group, and the half from which the next one begins.
   */
  readonly bytesAhead?: number
  /**
   * Hears that the store takes some parts under no circumstances, or of a record of the journal that cannot be read: then
   * there are no parts. They stay in the journal for the next start.
   */
  readonly onRefused?: ((error: unknown, parts: readonly AnyPart[]) => void) | undefined
}

/** Where telemetry goes: acknowledged at once, stored in large groups. */
export interface JournaledWriter {
  /** Resolves when the parts are in the journal. Rejects with `overloaded` or with the error of the disk. */
  write(parts: readonly AnyPart[]): Promise<void>
  /**
   * Resolves when all that was acknowledged so far can be read, at once as long as the store cannot be written: then
   * it is better to read what there is.
   */
  settled(): Promise<void>
  /** Stores what earlier processes acknowledged; before the first write. Resolves with the number of parts. */
  replay(): Promise<number>
  backlog(): WriterBacklog
  /** Resolves when all is stored, or stays in the journal because the store cannot be written. Nothing comes after. */
  end(): Promise<void>
}

export function createJournaledWriter(options: JournaledWriterOptions): JournaledWriter {
  const { writer, journal, bytesPending = 64 * 1024 ** 2, bytesAhead = 24 * 1024 ** 2, onRefused } = options
  /** Acknowledgements that wait for the store. */
  let held: (() => void)[] = []
  const deliveries = new Deliveries()
  const ending = new AbortController()
  const onTrouble = () => {
    deliveries.giveUp()
    acknowledgeHeld()
  }
  const persistence = createPersistence({ writer, onTrouble, onRefused, signal: ending.signal })
  let pending = 0
  const mostAhead = () => (writer.isWatched() ? bytesAhead / 12 : bytesAhead)

  async function write(parts: readonly AnyPart[]): Promise<void> {
    if (parts.length === 0) return
    const bytes = bytesOf(parts)
    if (pending > 0 && pending + bytes > bytesPending) {
      throw new KansokuError('overloaded', undefined, { retryAfterSeconds: 1 })
    }
    pending += bytes
    try {
      const record = await journal.append(encodeParts(parts))
      void deliver(record, parts, bytes)
    } catch (error) {
      pending -= bytes
      throw explainJournal(error)
    }
    if (pending > mostAhead() && !persistence.isFailing()) {
      await new Promise<void>((resolve) => held.push(resolve))
    }
  }

  /** Never rejects: what the store does not take now stays in the journal and is tried again. */
  async function deliver(
    record: Pick<JournalRecord, 'release'>,
    parts: readonly AnyPart[],
    bytes: number,
  ): Promise<void> {
    const delivery = deliveries.begin()
    const isStored = await persistence.store(parts)
    pending -= bytes
    if (pending <= mostAhead()) acknowledgeHeld()
    // A file that cannot be removed is one that is replayed.
    if (isStored) await record.release().catch(() => undefined)
    deliveries.end(delivery)
  }

  function acknowledgeHeld(): void {
    for (const acknowledge of held) acknowledge()
    held = []
  }

  async function settled(): Promise<void> {
    if (persistence.isFailing() || deliveries.size === 0) return
    const all = deliveries.settled()
    writer.hurry()
    await all
  }

  async function replay(): Promise<number> {
    let count = 0
    for await (const record of journal.replay()) {
      const parts = readRecord(record)
      if (!parts) continue
      const bytes = bytesOf(parts)
      count += parts.length
      pending += bytes
      void deliver(record, parts, bytes)
      if (pending > bytesPending) await settled()
    }
    await settled()
    return count
  }

  /** One that another version wrote must not keep the server from its start. */
  function readRecord({ payload }: JournalRecord): readonly AnyPart[] | undefined {
    try {
      return withCalls(decodeParts(payload))
    } catch (error) {
      onRefused?.(error, [])
      return undefined
    }
  }

  async function end(): Promise<void> {
    await settled()
    ending.abort()
    await deliveries.settled()
  }

  const backlog = () => ({ requests: deliveries.size, bytes: pending })
  return { write, settled, replay, backlog, end }
}

function explainJournal(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StorageFullError('the journal of ingestion', error)
  if (code === undefined) return error
  return new StorageUnavailableError(
    `The journal of ingestion cannot be written (${code}).`,
    'Check that the disk of the data folder is healthy and that this account may write to it.',
    error,
  )
}
