import { expect, test } from 'vitest'
import { readXmlResults } from './xml-results.ts'

const user = (text: string) => [{ role: 'user', parts: [{ type: 'text' as const, text }] }]

test('results of Cline 2, without what it adds about the machine', () => {
  const text = `[write_to_file for '/p/a.txt'] Result:
The content was successfully saved to /p/a.txt.

[execute_command for 'npm test'] Result:
Error: no tests

<environment_details>
# Current Mode
ACT MODE
</environment_details>`
  expect(readXmlResults(user(text))).toEqual([
    { name: 'write_to_file', text: 'The content was successfully saved to /p/a.txt.' },
    { name: 'execute_command', text: 'Error: no tests' },
  ])
})

test('words of a person are no results', () => {
  expect(readXmlResults(user('What does [read_file for a] do?'))).toEqual([])
})
