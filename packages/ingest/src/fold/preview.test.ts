import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { previewOf } from './preview.ts'

const user = (content: unknown) => ({ role: 'user', content })

describe('previewOf', () => {
  test('plain text is shown from its beginning, on one line', () => {
    expect(previewOf('請求書を\n  要約して')).toBe('請求書を 要約して')
    expect(previewOf(null)).toBe('')
    expect(previewOf('x'.repeat(300))).toBe('x'.repeat(200))
  })

  test('of a conversation the last that the user wrote is shown', () => {
    const messages = [
      { role: 'system', content: 'You are a coding agent.'.repeat(5_000) },
      user('first'),
      { role: 'assistant', content: 'yes' },
      user('Fix "it"\nnow'),
      { role: 'assistant', content: null, tool_calls: [{ function: { name: 'read_file' } }] },
      { role: 'tool', content: 'a file'.repeat(20_000) },
    ]
    expect(previewOf(JSON.stringify({ messages }))).toBe('Fix "it" now')
    expect(previewOf(JSON.stringify(messages, null, 1))).toBe('Fix "it" now')
  })

  test('content in parts, and a task in a tag', () => {
    const parts = [
      { type: 'text', text: '<task>\n丸めを直して\n</task>' },
      { type: 'text', text: 'environment' },
    ]
    expect(previewOf(JSON.stringify([user(parts)]))).toBe('丸めを直して')
    expect(previewOf(JSON.stringify([user([{ text: 'as Bedrock has it' }])]))).toBe('as Bedrock has it')
  })

  test('keys in another order, and names of other frameworks', () => {
    const sorted = [
      { content: 'be brief', role: 'system' },
      { content: 'sorted keys', role: 'user' },
    ]
    expect(previewOf(JSON.stringify(sorted))).toBe('sorted keys')
    expect(previewOf(JSON.stringify([{ type: 'human', content: 'from a chain' }]))).toBe('from a chain')
    expect(
      previewOf(JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'by convention' }] }])),
    ).toBe('by convention')
  })

  test('an answer shows its text, one of calls alone the tool', () => {
    expect(previewOf('{"content":"Done.","role":"assistant"}')).toBe('Done.')
    const call = { id: 'c', function: { name: 'read_file', arguments: '{"path":"a"}' } }
    expect(previewOf(JSON.stringify({ role: 'assistant', content: null, tool_calls: [call] }))).toBe(
      'read_file()',
    )
  })

  test('other values stay as they are, and a text that is cut in an escape keeps what is whole', () => {
    expect(previewOf('{"query":"x"}')).toBe('{"query":"x"}')
    expect(previewOf('[{"role":"user","content":"cut at an escape \\u30')).toBe('cut at an escape')
  })

  test('any text has a preview of at most 200 characters that is one line', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.json().map((json) => `[{"role":"user",${json}`),
        ),
        (text) => {
          const preview = previewOf(text)
          expect([...preview].length).toBeLessThanOrEqual(200)
          expect(preview).not.toMatch(/[\n\r\t]/)
          expect(preview.isWellFormed()).toBe(true)
        },
      ),
    )
  })
})
