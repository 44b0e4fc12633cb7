import { crc32 } from 'node:zlib'

/** Bytes before each payload: its length and its CRC-32, both unsigned 32-bit big-endian. */
export const frameHeaderBytes = 8

/** What stands before a payload. */
export function frameHeader(payload: Buffer): Buffer {
  const header = Buffer.allocUnsafe(frameHeaderBytes)
  writeFrameHeader(header, 0, payload)
  return header
}

export function writeFrameHeader(target: Buffer, offset: number, payload: Buffer): void {
  target.writeUInt32BE(payload.length, offset)
  target.writeUInt32BE(crc32(payload), offset + 4)
}

export type DecodedFrame =
  | { readonly kind: 'frame'; readonly payload: Buffer; readonly bytes: number }
  /** The buffer ends before the frame does; `bytes` is how many the frame needs in all, as far as is known. */
  | { readonly kind: 'incomplete'; readonly bytes: number }
  | { readonly kind: 'corrupt' }

/**
 * Reads the frame that starts at `offset`. A write cut off by a crash shows as `incomplete` or `corrupt`; so do zeros,
 * which some file systems leave where a power loss took what was written: a record is never empty.
 */
export function decodeFrame(buffer: Buffer, offset: number): DecodedFrame {
  const available = buffer.length - offset
  if (available < frameHeaderBytes) return { kind: 'incomplete', bytes: frameHeaderBytes }
  const length = buffer.readUInt32BE(offset)
  if (length === 0) return { kind: 'corrupt' }
  const bytes = frameHeaderBytes + length
  if (available < bytes) return { kind: 'incomplete', bytes }
  const payload = buffer.subarray(offset + frameHeaderBytes, offset + bytes)
  return crc32(payload) === buffer.readUInt32BE(offset + 4)
    ? { kind: 'frame', payload, bytes }
    : { kind: 'corrupt' }
}
