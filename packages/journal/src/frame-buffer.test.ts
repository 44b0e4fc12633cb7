import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeFrame } from './frame.ts'
import { FrameBuffer } from './frame-buffer.ts'

function decodeAll(frames: Buffer): string[] {
  const records: string[] = []
  for (let offset = 0; offset < frames.length; ) {
    const frame = decodeFrame(frames, offset)
    if (frame.kind !== 'frame') throw new Error(`${frame.kind} at ${offset}`)
    records.push(frame.payload.toString())
    offset += frame.bytes
  }
  return records
}

test('records come back as they were added, however long their pieces are and whatever was there before', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    // Longer than what takes three bytes a character for granted.
    fc.constantFrom('', '天気'.repeat(40_000), 'x'.repeat(70_000)),
  )
  const record = fc.array(piece, { minLength: 1, maxLength: 4 }).filter((pieces) => pieces.join('') !== '')
  fc.assert(
    fc.property(fc.array(fc.array(record, { maxLength: 5 }), { maxLength: 4 }), (groups) => {
      const buffer = new FrameBuffer()
      for (const group of groups) {
        buffer.clear()
        for (const pieces of group) buffer.add(pieces)
        expect(decodeAll(buffer.frames)).toEqual(group.map((pieces) => pieces.join('')))
      }
    }),
    { numRuns: 50 },
  )
})

test('is full before a group of many records takes much memory, and gives that of a large one back', () => {
  const buffer = new FrameBuffer()
  while (!buffer.isFull) buffer.add(['x'.repeat(10_000)])
  expect(buffer.frames.length).toBeLessThan(2 << 20)
  buffer.add(['x'.repeat(20 << 20)])
  const large = buffer.frames.buffer.byteLength
  buffer.clear()
  buffer.add(['x'])
  expect(decodeAll(buffer.frames)).toEqual(['x'])
  expect(buffer.frames.buffer.byteLength).toBeLessThan(large / 10)
})
