import { type Fields, isFields, textField } from '../messages/message.ts'
import type { ToolUse } from '../tools/tool-use.ts'
import { diffPassage, linesOf, marked } from './diff-passage.ts'
import type { DiffLine, FileChange } from './file-change.ts'
import { holdsPatch, readPatch } from './patch.ts'
import { pathOf } from './paths.ts'
import { readSearchReplace } from './search-replace.ts'

/**
 * What a call of a tool changes in files, read from the shape of its input: Cline's and Roo's SEARCH and REPLACE,
 * OpenAI's patches, and the passages or whole contents of every other editor. Empty for what changes nothing.
 */
export function readChanges({ name, input }: ToolUse): FileChange[] {
  const patch = patchOf(input)
  if (patch !== undefined) return readPatch(patch)
  if (!isFields(input)) return []
  const path = pathOf(input)
  if (path === undefined || !mayChange(name, input)) return []
  const change = readPassages(input) ?? readWhole(name, input)
  return change ? [{ path, ...change }] : []
}

function patchOf(input: unknown): string | undefined {
  const texts = isFields(input) ? [input.input, input.patch, input.diff, input.command, input.cmd] : [input]
  return texts
    .flatMap((text) => (Array.isArray(text) ? text : [text]))
    .filter((text) => typeof text === 'string')
    .find(holdsPatch)
}

/** An editor whose command is to look at a file changes nothing; neither does a tool that only names passages. */
function mayChange(name: string, { command }: Fields): boolean {
  if (command === 'view' || command === 'undo_edit') return false
  return !/^(?:read|view|search|find|grep|list|open|execute|attempt|ask)/i.test(name)
}

type Change = Omit<FileChange, 'path'>

const before = ['old_string', 'old_str', 'oldString', 'old_text', 'oldText', 'search', 'old_content'] as const
const after = ['new_string', 'new_str', 'newString', 'new_text', 'newText', 'replace', 'new_content'] as const

function readPassages(input: Fields): Change | undefined {
  const { diff, edits } = input
  if (typeof diff === 'string') return { kind: 'edit', hunks: readSearchReplace(diff) }
  if (Array.isArray(edits))
    return { kind: 'edit', hunks: edits.filter(isFields).flatMap((edit) => readPassage(edit) ?? []) }
  const hunks = readPassage(input)
  return hunks && { kind: 'edit', hunks }
}

/** One passage and what takes its place; of an insertion there is nothing before. */
function readPassage(edit: Fields): DiffLine[][] | undefined {
  const [old, fresh] = [textField(edit, ...before), textField(edit, ...after)]
  if (old !== undefined) return [diffPassage(old, fresh ?? '')]
  const isInsertion = typeof (edit.insert_line ?? edit.line) === 'number' || typeof edit.line === 'string'
  const inserted = isInsertion ? (fresh ?? textField(edit, 'content', 'insert_text')) : undefined
  return inserted === undefined ? undefined : [marked('+', linesOf(inserted))]
}

const contents = ['content', 'file_text', 'contents', 'new_text', 'new_source', 'text'] as const

function readWhole(name: string, input: Fields): Change | undefined {
  const content = textField(input, ...contents)
  if (content === undefined) return undefined
  const isNew = input.command === 'create' || /create/i.test(name)
  return { kind: isNew ? 'create' : 'write', hunks: [marked('+', linesOf(content))] }
}
