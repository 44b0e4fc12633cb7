import { expect, test } from 'vitest'
import { mentionedIds, withPlainMentions } from './mention-text.ts'

test('a mention is read as a name where no Markdown is drawn', () => {
  expect(
    withPlainMentions('@[田中 花子](user:u%201) と @[Ann](user:2): see [docs](https://example.com)'),
  ).toBe('@田中 花子 と @Ann: see [docs](https://example.com)')
})

test.each([
  ['@[田中 花子](user:u%201) と @[Ann](user:2)、@[Ann](user:2)', ['u 1', '2']],
  ['@Ann [Ann](user:1) ann@[example.com](https://example.com)', []],
  ['@[Ann](user:%E0%A4%A) @[Ben](user:3)', ['3']],
])('%j names %j', (content, ids) => {
  expect(mentionedIds(content)).toEqual(ids)
})
