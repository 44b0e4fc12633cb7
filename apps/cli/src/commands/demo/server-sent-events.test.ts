import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readServerSentEvents } from './server-sent-events.ts'

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0
  for (let index = 0; start < bytes.length; index++) {
    const end = start + (sizes[index % sizes.length] ?? 1)
    yield bytes.slice(start, end)
    start = end
  }
}

test('events are read whole, however the network cuts them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.json({ stringUnit: 'grapheme' }), { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      async (events, sizes) => {
        const text = events.map((event) => `: comment\ndata: ${event}\n\n`).join('')
        const read: string[] = []
        for await (const data of readServerSentEvents(cut(new TextEncoder().encode(text), sizes))) {
          read.push(data)
        }
        expect(read).toEqual(events)
      },
    ),
  )
})
