import fc from 'fast-check'
import { expect, test } from 'vitest'
import { streamTexts, withStreamTexts } from './stream-texts.ts'

const text = fc.string({ minLength: 1, maxLength: 8 })
/** Pieces of several texts that run side by side, in any order. */
const pieces = fc.array(fc.record({ index: fc.integer({ min: 0, max: 3 }), text }), { maxLength: 30 })
const said = (events: readonly unknown[], index: number) =>
  events
    .map((event) => event as { index: number; delta: { text: string } })
    .filter((event) => event.index === index)
    .map(({ delta }) => delta.text)
    .join('')

test('pieces at one place are one text, and what changes is told there alone', () => {
  fc.assert(
    fc.property(pieces, fc.integer({ min: 0, max: 3 }), (all, changed) => {
      const events = all.map(({ index, text }) => ({
        type: 'd',
        index,
        delta: { type: 't', text },
        id: text,
      }))
      const before = streamTexts(events)
      const places = [...new Set(all.map(({ index }) => index))]
      expect(before.map((one) => one.text)).toEqual(places.map((index) => said(events, index)))
      const texts = before.map((one, at) => (places[at] === changed ? 'changed' : one.text))
      const after = withStreamTexts(events, texts)
      for (const index of places)
        expect(said(after, index)).toBe(index === changed ? 'changed' : said(events, index))
      for (const [at, event] of events.entries()) if (event.index !== changed) expect(after[at]).toBe(event)
    }),
  )
})

test('choices and calls of tools are told apart by their own numbers', () => {
  const call = (index: number, text: string) => ({ index, function: { arguments: text } })
  const choice = (index: number, calls: object[]) => ({ index, delta: { tool_calls: calls } })
  const events = [
    { choices: [choice(1, [call(0, 'a'), call(1, 'b')])] },
    { choices: [choice(0, [call(0, 'c')])] },
    { choices: [choice(1, [call(1, 'd')])], obfuscation: 'x' },
    'no JSON',
  ]
  expect(streamTexts(events).map(({ text }) => text)).toEqual(['a', 'bd', 'c', 'no JSON'])
})

test('blocks of Converse are told apart by their own numbers', () => {
  const piece = (contentBlockIndex: number, input: string) => ({
    ...{ contentBlockIndex, delta: { toolUse: { input } } },
    p: 'abc',
  })
  const events = [piece(0, '{"a":'), piece(0, '1}'), piece(1, '{"b"'), piece(1, ':2}')]
  expect(streamTexts(events).map(({ text }) => text)).toEqual(['{"a":1}', '{"b":2}'])
})
