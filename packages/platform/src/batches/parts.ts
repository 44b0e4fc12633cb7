import { Readable } from 'node:stream'
import { KansokuError } from '@kansoku/contracts'
import type { BatchContext } from './batch-context.ts'
import type { BatchRow } from './batch-row.ts'

type Files = Pick<BatchContext, 'blobs'>
type Parted = Pick<BatchRow, 'id' | 'parts'>

export function partKey({ id }: Pick<BatchRow, 'id'>, part: number): string {
  return `exports/${id}/${part}`
}

/** The parts one after the other, as one file. */
export function readParts(ctx: Files, batch: Parted): Readable {
  return Readable.from(partsOf(ctx, batch), { objectMode: false })
}

async function* partsOf({ blobs }: Files, batch: Parted): AsyncGenerator<Uint8Array> {
  for (let part = 0; part < batch.parts; part += 1) {
    const content = await blobs.get(partKey(batch, part))
    if (!content) throw new KansokuError('not_found', 'The file of the export is gone.')
    yield* content as AsyncIterable<Uint8Array>
  }
}

/** Also of the one that was being written when somebody stopped it. */
export function partKeys(batch: Parted): string[] {
  return Array.from({ length: batch.parts + 1 }, (_, part) => partKey(batch, part))
}

export async function removeParts({ blobs }: Files, batch: Parted): Promise<void> {
  for (const key of partKeys(batch)) await blobs.delete(key)
}
