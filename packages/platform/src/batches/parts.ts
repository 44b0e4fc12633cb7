import { Readable } from 'node:stream'
import { KansokuError } from '@kansoku/contracts'
import type { BatchContext } from './batch-context.ts'
import type { BatchRow } from './batch-row.ts'

type Files = Pick<BatchContext, 'blobs'>
/** What the names of the parts of an export are made of. */
export type Parted = Pick<BatchRow, 'id' | 'parts' | 'claim' | 'claimsOfParts'>

/** Name of the part that comes next under the present claim. */
export function nextPartKey({ id, parts, claim }: Parted): string {
  return partKey(id, parts, claim)
}

function partKey(id: string, part: number, claim: number): string {
  // Parts of before there were claims.
  return claim === 0 ? `exports/${id}/${part}` : `exports/${id}/${part}-${claim}`
}

function completePartKeys({ id, parts, claimsOfParts }: Parted): string[] {
  return Array.from({ length: parts }, (_, part) => partKey(id, part, claimsOfParts[part] ?? 0))
}

/** The claims of all parts once the next one is complete. */
export function withNextPart({ parts, claim, claimsOfParts }: Parted): number[] {
  return [...Array.from({ length: parts }, (_, part) => claimsOfParts[part] ?? 0), claim]
}

/** The parts one after the other, as one file. */
export function readParts(ctx: Files, batch: Parted): Readable {
  return Readable.from(partsOf(ctx, batch), { objectMode: false })
}

async function* partsOf({ blobs }: Files, batch: Parted): AsyncGenerator<Uint8Array> {
  for (const key of completePartKeys(batch)) {
    const content = await blobs.get(key)
    if (!content) throw new KansokuError('not_found', 'The file of the export is gone.')
    yield* content as AsyncIterable<Uint8Array>
  }
}

/** Also of the one that was being written when somebody stopped it. */
export function partKeys(batch: Parted): string[] {
  return [...completePartKeys(batch), nextPartKey(batch)]
}

export async function removeParts({ blobs }: Files, batch: Parted): Promise<void> {
  for (const key of partKeys(batch)) await blobs.delete(key)
}
