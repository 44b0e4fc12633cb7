import { open } from 'node:fs/promises'
import { decodeFrame } from './frame.ts'
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

/** Reads whole frames from `offset` on, up to the segment's known bytes. */
export async function readFrames(segment: Segment, offset: number, limit: BatchLimit): Promise<FrameBatch> {
  const size = segment.bytes
  const file = await open(segment.path, 'r')
  try {
    let window = Math.min(limit.bytes, size - offset)
    for (;;) {
      const buffer = Buffer.allocUnsafe(window)
      const { bytesRead } = await file.read(buffer, 0, window, offset)
      const { payloads, bytes, needed, corrupt } = decodeFrames(buffer.subarray(0, bytesRead), limit.records)
      const end = offset + bytes
      if (corrupt || end + needed > size) return { payloads, end: size, damagedBytes: size - end }
      if (payloads.length > 0 || needed <= window) return { payloads, end, damagedBytes: 0 }
      window = needed
    }
  } finally {
    await file.close()
  }
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
