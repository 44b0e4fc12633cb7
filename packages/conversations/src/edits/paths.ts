import { type Fields, isFields, textField } from '../messages/message.ts'
import type { ToolUse } from '../tools/tool-use.ts'

const names = [
  'path',
  'file_path',
  'filePath',
  'absolute_path',
  'notebook_path',
  'target_file',
  'filename',
  'file',
] as const

/** The file that the input of a tool names. */
export function pathOf(input: Fields): string | undefined {
  const path = textField(input, ...names)
  return path === '' ? undefined : path
}

const reading = /^(?:read(?:_?(?:many_)?files?|notebook)?|view(?:_file)?|open_file|cat)$/i

/** The files that a call of a tool reads; folders that it lists or searches are none. */
export function readPaths({ name, input }: ToolUse): string[] {
  if (!isFields(input)) return []
  const isRead = reading.test(name) || input.command === 'view'
  if (!isRead) return []
  const one = pathOf(input)
  const several = [input.paths, input.files, input.file_paths].find(Array.isArray) ?? []
  const others = several.flatMap((item: unknown) =>
    typeof item === 'string' ? [item] : isFields(item) ? (pathOf(item) ?? []) : [],
  )
  return [...new Set([...(one === undefined ? [] : [one]), ...others, ...pathsInXml(input.args)])]
}

/** Roo wraps several files in XML of their own. */
function pathsInXml(args: unknown): string[] {
  if (typeof args !== 'string') return []
  return [...args.matchAll(/<path>([^<]{1,1000})<\/path>/g)].flatMap(([, path]) => path ?? [])
}
