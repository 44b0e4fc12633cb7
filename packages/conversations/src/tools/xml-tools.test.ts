import { expect, test } from 'vitest'
import { readXmlTools } from './xml-tools.ts'

test('a tool of Cline with its fields', () => {
  const text = `I write it.\n\n<write_to_file>\n<path>src/a.ts</path>\n<content>\nconst a = 1\n\nconst b = 2\n</content>\n</write_to_file>`
  expect(readXmlTools(text)).toEqual([
    { name: 'write_to_file', input: { path: 'src/a.ts', content: 'const a = 1\n\nconst b = 2' } },
  ])
})

test('a file that holds tags like those of tools stays whole', () => {
  const content = '<read_file>\n<path>x</path>\n</read_file>\n<content>inner</content>'
  const text = `<write_to_file><path>doc.md</path><content>\n${content}\n</content></write_to_file>`
  expect(readXmlTools(text)).toEqual([{ name: 'write_to_file', input: { path: 'doc.md', content } }])
})

test('several tools, other tags and thinking around them', () => {
  const text = `<thinking>Look at both.</thinking>
<read_file>
<path>a.ts</path>
</read_file>
<b>no tool</b>
<read_file>
<path>b.ts</path>
</read_file>`
  expect(readXmlTools(text).map(({ input }) => input)).toEqual([{ path: 'a.ts' }, { path: 'b.ts' }])
})

test('an answer that was cut off tells as much as it has', () => {
  expect(readXmlTools('<execute_command>\n<command>npm test')).toEqual([
    { name: 'execute_command', input: { command: 'npm test' } },
  ])
  expect(readXmlTools('a < b and <unknown_tool>x</unknown_tool>')).toEqual([])
})
