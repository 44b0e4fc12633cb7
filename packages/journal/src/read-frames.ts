import { closeSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { decodeFrame } from './frame.ts'
import { ReusableBuffer } from './reusable-buffer.ts'
import type { Segment } from './segments.ts'

export interface FrameBatch {
  readonly payloads: readonly Buffer[]
  /** Where the next batch of the same segment starts. */
  readonly end: number
  /** Bytes at the end of the segment that hold no whole frame: a write that a crash cut off. */
  readonly damagedBytes: number
}

/** Limits of a batch: it ends before either is passed, but holds at least one frame. */
export interface BatchLimit {
  readonly records: number
  readonly bytes: number
}

/**
 * Reads whole frames from `offset` on, up to the segment's known bytes.
 * @param memory where to; default: memory of their own
 */
export async function readFrames(
  segment: Segment,
  offset: number,
  limit: BatchLimit,
  memory = new ReusableBuffer(0),
): Promise<FrameBatch> {
  const size = segment.bytes
  let window = Math.min(limit.bytes, size - offset)
  for (;;) {
    const buffer = await readBytes(segment.path, memory.take(window), offset)
    const { payloads, bytes, needed, corrupt } = decodeFrames(buffer, limit.records)
    const end = offset + bytes
    if (corrupt || end + needed > size) return { payloads, end: size, damagedBytes: size - end }
    if (payloads.length > 0 || needed <= window) return { payloads, end, damagedBytes: 0 }
    window = needed
  }
}

/** So little was written a moment ago and is in the page cache; three trips to a thread would cost more than the read. */
const directBytes = 256 * 1024

async function readBytes(path: string, target: Buffer, offset: number): Promise<Buffer> {
  const { length } = target
  if (length <= directBytes) {
    const descriptor = openSync(path, 'r')
    try {
      return target.subarray(0, readSync(descriptor, target, 0, length, offset))
    } finally {
      closeSync(descriptor)
    }
  }
  await using file = await open(path, 'r')
  return target.subarray(0, (await file.read(target, 0, length, offset)).bytesRead)
}

function decodeFrames(buffer: Buffer, maxRecords: number) {
  const payloads: Buffer[] = []
  let bytes = 0
  while (payloads.length < maxRecords && bytes < buffer.length) {
    const frame = decodeFrame(buffer, bytes)
    if (frame.kind === 'corrupt') return { payloads, bytes, needed: 0, corrupt: true }
    if (frame.kind === 'incomplete') return { payloads, bytes, needed: frame.bytes, corrupt: false }
    payloads.push(frame.payload)
    bytes += frame.bytes
  }
  return { payloads, bytes, needed: 0, corrupt: false }
}
