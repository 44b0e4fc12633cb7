import { expect, test } from 'vitest'
import { readPaths } from './paths.ts'

test.each([
  ['read_file', { path: 'a' }, ['a']],
  ['Read', { file_path: '/p/a', limit: 10 }, ['/p/a']],
  ['read', { filePath: 'a' }, ['a']],
  ['read_files', { files: [{ path: 'a' }, { path: 'b', start_line: 1 }] }, ['a', 'b']],
  ['read_files', { paths: ['a', 'b', 'a'] }, ['a', 'b']],
  ['read_file', { args: '<file><path>a</path></file><file><path>b</path></file>' }, ['a', 'b']],
  ['str_replace_editor', { command: 'view', path: 'a' }, ['a']],
  ['str_replace_editor', { command: 'create', path: 'a' }, []],
  ['list_files', { path: 'a' }, []],
  ['write_to_file', { path: 'a', content: '' }, []],
  ['read_file', 'a', []],
])('%s %j reads %j', (name, input, paths) => {
  expect(readPaths({ name, input })).toEqual(paths)
})
