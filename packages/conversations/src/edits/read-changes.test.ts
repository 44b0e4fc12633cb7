import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConversation } from '../messages/read-conversation.ts'
import { readToolUses } from '../tools/tool-use.ts'
import { countLines, type FileChange } from './file-change.ts'
import { readChanges } from './read-changes.ts'

/** A change as people read diffs. */
const shown = ({ path, kind, movedTo, hunks }: FileChange) => [
  movedTo === undefined ? `${kind} ${path}` : `${kind} ${path} → ${movedTo}`,
  ...hunks.map((hunk) => hunk.map(({ mark, text }) => `${mark}${text}`).join('\n')),
]
const changesOf = (name: string, input: unknown) => readChanges({ name, input }).map(shown)

/** What a gateway records as the answer of a model that calls a function. */
function answered(name: string, input: object) {
  const call = { index: 0, id: 'c1', type: 'function', function: { name, arguments: JSON.stringify(input) } }
  const message = { tool_calls: [call], function_call: null, role: 'assistant', content: 'I use it.' }
  const uses = readToolUses(readConversation(message, 'assistant')?.messages ?? [])
  return uses.flatMap(readChanges).map(shown)
}

const greeting = ['edit /p/a.txt', '-こんにちは、世界。\n+こんにちは、観測。']
const before = 'こんにちは、世界。'
const after = 'こんにちは、観測。'

describe('as recorded of real agents', () => {
  test('Cline 2 writes XML into its text', () => {
    const say = (content: string) => {
      const message = { tool_calls: null, function_call: null, role: 'assistant', content }
      return readToolUses(readConversation(message, 'assistant')?.messages ?? [])
        .flatMap(readChanges)
        .map(shown)
    }
    const block = `------- SEARCH\n${before}\n=======\n${after}\n+++++++ REPLACE`
    expect(
      say(
        `I use replace_in_file.\n\n<replace_in_file>\n<path>/p/a.txt</path>\n<diff>\n${block}\n</diff>\n</replace_in_file>`,
      ),
    ).toEqual([greeting])
    expect(
      say('<write_to_file>\n<path>/p/a.txt</path>\n<content>一\n二\n</content>\n</write_to_file>'),
    ).toEqual([['write /p/a.txt', '+一\n+二']])
  })

  test('Cline 3 has an editor with commands', () => {
    const input = { path: '/p/a.txt', old_text: null, insert_line: null }
    expect(answered('editor', { ...input, command: 'create', new_text: '一\n' })).toEqual([
      ['create /p/a.txt', '+一'],
    ])
    expect(answered('editor', { ...input, command: 'edit', old_text: before, new_text: after })).toEqual([
      greeting,
    ])
  })

  test('Claude Code edits, edits several passages and writes', () => {
    const file_path = '/p/a.txt'
    const passage = { old_string: before, new_string: after, replace_all: false }
    expect(answered('Edit', { file_path, ...passage })).toEqual([greeting])
    expect(
      answered('MultiEdit', { file_path, edits: [passage, { old_string: 'a', new_string: '' }] }),
    ).toEqual([[...greeting, '-a']])
    expect(answered('Write', { file_path, content: 'x\n' })).toEqual([['write /p/a.txt', '+x']])
  })
})

describe('other ways', () => {
  test('lines that stay are shown once', () => {
    const edit = { path: 'a', old_str: 'one\ntwo\nthree', new_str: 'one\n2\nthree\nfour' }
    expect(changesOf('str_replace_based_edit_tool', { command: 'str_replace', ...edit })).toEqual([
      ['edit a', ' one\n-two\n+2\n three\n+four'],
    ])
  })

  test('a call with search and replace of its own, several blocks, and those of Roo', () => {
    expect(changesOf('replace_in_file', { path: 'a', search: 'x', replace: 'y' })).toEqual([
      ['edit a', '-x\n+y'],
    ])
    const old = '<<<<<<< SEARCH\n:start_line:3\n-------\na\n=======\nb\n>>>>>>> REPLACE'
    expect(changesOf('apply_diff', { path: 'a', diff: `${old}\n\n${old}` })).toEqual([
      ['edit a', '-a\n+b', '-a\n+b'],
    ])
  })

  test('a block that the end of the answer cuts off shows what there is', () => {
    expect(changesOf('replace_in_file', { path: 'a', diff: '------- SEARCH\na\n=======\nb' })).toEqual([
      ['edit a', '-a\n+b'],
    ])
  })

  test('a patch of several files, as a text, as a field or in a command of a shell', () => {
    const patch = `*** Begin Patch
*** Add File: src/new.ts
+export {}
*** Update File: src/old.ts
*** Move to: src/moved.ts
@@ class A
 keep
-drop
+take

@@
-last
*** Delete File: gone.ts
*** End Patch`
    const files = [
      ['create src/new.ts', '+export {}'],
      ['edit src/old.ts → src/moved.ts', ' keep\n-drop\n+take\n ', '-last'],
      ['delete gone.ts'],
    ]
    expect(changesOf('apply_patch', { input: patch })).toEqual(files)
    expect(changesOf('apply_patch', patch)).toEqual(files)
    expect(changesOf('shell', { command: ['apply_patch', patch] })).toEqual(files)
    expect(changesOf('exec_command', { cmd: `apply_patch <<'EOF'\n${patch}\nEOF` })).toEqual(files)
  })

  test('an insertion has nothing before it', () => {
    expect(
      changesOf('str_replace_editor', { command: 'insert', path: 'a', insert_line: 3, new_str: 'x' }),
    ).toEqual([['edit a', '+x']])
    expect(changesOf('insert_content', { path: 'a', line: '0', content: 'x\ny' })).toEqual([
      ['edit a', '+x\n+y'],
    ])
  })

  test.each([
    ['read_file', { path: 'a' }],
    ['search_files', { path: 'a', regex: 'x', content: 'y' }],
    ['str_replace_editor', { command: 'view', path: 'a', new_str: 'x' }],
    ['execute_command', { command: 'rm -rf a' }],
    ['attempt_completion', { result: 'done' }],
    ['Write', { content: 'no path' }],
    ['Write', '{"file_path":"a","con'],
    ['Write', null],
  ])('%s %j changes no file', (name, input) => {
    expect(changesOf(name, input)).toEqual([])
  })
})

test('passages that have nothing in common are replaced as a whole, however long', () => {
  const lines = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word} ${index}`).join('\n')
  const [change] = readChanges({
    name: 'Edit',
    input: { path: 'a', old_string: lines('a'), new_string: lines('b') },
  })
  expect(change && countLines(change)).toEqual({ added: 5_000, removed: 5_000 })
})

test('a diff leads from the one passage to the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (old_string, new_string) => {
      const [change] = readChanges({ name: 'Edit', input: { path: 'p', old_string, new_string } })
      const side = (mark: string) =>
        change?.hunks.flat().flatMap((line) => (line.mark === ' ' || line.mark === mark ? [line.text] : []))
      const lines = (value: string) => (value === '' ? [] : value.replace(/\n$/, '').split('\n'))
      expect([side('-'), side('+')]).toEqual([lines(old_string), lines(new_string)])
    }),
  )
})
