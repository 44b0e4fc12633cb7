import { expect, test } from 'vitest'
import { changePrompt, promptTexts } from './prompt-texts.ts'

const document = (source: object) => ({
  messages: [{ role: 'user', content: [{ type: 'document', source }] }],
})

test.each([
  ['a text document', document({ type: 'text', media_type: 'text/plain', data: 'words' })],
  ['a document with content', document({ type: 'content', content: [{ type: 'text', text: 'words' }] })],
  ['a system prompt among the parameters', { messages: [], system: 'words' }],
  ['a prompt of another dialect', { messages: [], prompt: 'words' }],
])('the words of %s are looked at', (_, body) => {
  expect(promptTexts(body, ['messages'])).toEqual(['words'])
  const changed = changePrompt(body, ['messages'], () => 'other')
  expect(promptTexts(changed, ['messages'])).toEqual(['other'])
})

test.each([
  { type: 'base64', media_type: 'application/pdf', data: 'JVBERi0=' },
  { type: 'url', url: 'https://example.com/a.pdf' },
  { type: 'file', file_id: 'file_1' },
])('what a file holds is not: $type', (source) => {
  expect(promptTexts(document(source), ['messages'])).toEqual([])
})
