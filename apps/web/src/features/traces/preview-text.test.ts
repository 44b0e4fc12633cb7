import fc from 'fast-check'
import { expect, test } from 'vitest'
import { previewText } from './preview-text.ts'

test('plain text is shown as it is', () => {
  expect(previewText('請求書を要約して')).toBe('請求書を要約して')
})

test('of messages, what the user wrote is shown', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Fix "it"\nnow' },
  ]
  expect(previewText(JSON.stringify({ messages }))).toBe('Fix "it"\nnow')
  expect(previewText(JSON.stringify([{ role: 'user', content: [{ type: 'text', text: '見て' }] }]))).toBe(
    '見て',
  )
})

test('a preview that ends within the system text shows that', () => {
  expect(previewText('{"messages":[{"role":"system","content":"You are Cline, a highly')).toBe(
    'You are Cline, a highly',
  )
  expect(previewText('[{"role":"user","content":"cut at an escape \\u30')).toBe('cut at an escape')
})

test('an answer shows its text, and one of calls only stays as it is', () => {
  expect(previewText('{"role":"assistant","content":"Done."}')).toBe('Done.')
  expect(previewText('{"content":"Done.","role":"assistant"}')).toBe('Done.')
  const calls = '{"role":"assistant","content":null,"tool_calls":[]}'
  expect(previewText(calls)).toBe(calls)
})

test('other values stay as they are, and nothing breaks', () => {
  expect(previewText('{"query":"x"}')).toBe('{"query":"x"}')
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(200), (value, end) => {
      previewText((JSON.stringify({ role: 'user', content: value }) ?? '').slice(0, end))
    }),
  )
})
