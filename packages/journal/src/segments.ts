import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of frames. Numbers grow; a higher number was written later. */
export interface Segment {
  readonly number: number
  readonly path: string
  /** Bytes that hold whole frames, as far as this process knows; for a segment of an earlier process its file size. */
  bytes: number
}

export const segmentPath = (directory: string, number: number): string =>
  join(directory, `${String(number).padStart(16, '0')}.segment`)

/** Segments left by earlier processes, the oldest first. */
export async function listSegments(directory: string): Promise<Segment[]> {
  const numbers = (await readdir(directory))
    .flatMap((name) => /^(\d{16})\.segment$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b)
  return Promise.all(
    numbers.map(async (number) => {
      const path = segmentPath(directory, number)
      return { number, path, bytes: (await stat(path)).size }
    }),
  )
}
