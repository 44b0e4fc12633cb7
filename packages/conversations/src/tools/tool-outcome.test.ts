import { expect, test } from 'vitest'
import { hasFailed, resultText } from './tool-outcome.ts'

test.each([
  'Error: file not found',
  '<error>\nThe SEARCH block does not match.\n</error>',
  '<tool_use_error>File has not been read yet.</tool_use_error>',
  'The tool execution failed with the following error:',
  'The user denied this operation.',
  '{"query":"edit:a","error":"no match","success":false}',
  '1 passed, 1 failed (exit code 1)',
  `${'line\n'.repeat(1_000)}Command exited with code 2`,
  'Exit code: 127',
])('%j failed', (text) => {
  expect(hasFailed(text, false)).toBe(true)
})

test.each([
  '3 passed, 0 failed (exit code 0)',
  'const message = "Error: not found"',
  'The content was successfully saved to a.ts.',
  '{"result":"File created","success":true}',
  '',
  'What an exit code is: a number.',
])('%j did not', (text) => {
  expect(hasFailed(text, false)).toBe(false)
})

test('what the API marks as an error is one', () => {
  expect(hasFailed('fine', true)).toBe(true)
})

test('results are text, also in parts', () => {
  expect(resultText({ output: [{ type: 'text', text: 'a' }, { text: 'b' }] })).toBe('a\n\nb')
  expect(resultText({ output: { a: 1 } })).toBe('{"a":1}')
  expect(resultText({ output: null })).toBe('')
})
