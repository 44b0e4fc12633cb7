import { type MediaReference, readMediaReference } from '@kansoku/conversations'
import { wholeCharacters } from '../../lib/whole-characters.ts'

/** A line of a JSON view. `path` names the value it belongs to; chunks of a long text share one path. */
export interface JsonRow {
  readonly key: string
  readonly path: string
  readonly depth: number
  /** Name or index in the value around it; absent for the root, for closing lines and for later chunks. */
  readonly name?: string | number
  readonly kind: 'open' | 'close' | 'leaf' | 'chunk'
  /** What is shown: a value as JSON, a bracket, or a piece of text. */
  readonly text: string
  readonly type: 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array'
  /** Entries of a collection, or characters of a text too long to be shown at once. */
  readonly size?: number
  /** The file that the value refers to. */
  readonly media?: MediaReference
  /** Absent where there is nothing to open. */
  readonly expanded?: boolean
}

export const shortText = 240
/** Texts of several lines up to this length are open at first: code and prose are read, not decoded. */
const readableText = 4_000
const chunkLength = 1_200

/** Texts that are shown in part, or with their line breaks written out, until they are opened. */
const isLong = (text: string) => text.length > shortText || text.includes('\n')
const isReadable = (value: unknown) =>
  typeof value === 'string' && value.length <= readableText && value.includes('\n')

const isCollection = (value: unknown): value is object => typeof value === 'object' && value !== null

function entriesOf(value: object): [string | number, unknown][] {
  return Array.isArray(value) ? value.map((item: unknown, index) => [index, item]) : Object.entries(value)
}

/** Path of an entry; the slash keeps `a/b` and `a` → `b` apart. */
function join(path: string, name: string | number): string {
  if (typeof name === 'number' || !/[~/]/.test(name)) return `${path}/${name}`
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function typeOf(value: unknown): JsonRow['type'] {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  const type = typeof value
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object'
}

/** The lines of a value in which the collections and long texts of `expanded` are open. */
export function toRows(value: unknown, expanded: ReadonlySet<string>): JsonRow[] {
  const rows: JsonRow[] = []
  append(rows, value, '', 0, undefined, expanded)
  return rows
}

function append(
  rows: JsonRow[],
  value: unknown,
  path: string,
  depth: number,
  name: string | number | undefined,
  expanded: ReadonlySet<string>,
): void {
  const base = { path, depth, type: typeOf(value), ...(name === undefined ? {} : { name }) }
  if (isCollection(value)) appendCollection(rows, value, base, expanded)
  else if (typeof value === 'string' && isLong(value)) appendText(rows, value, base, expanded.has(path))
  else {
    const media = typeof value === 'string' ? readMediaReference(value) : undefined
    const text = JSON.stringify(value ?? null)
    rows.push({ ...base, key: path, kind: 'leaf', text, ...(media ? { media } : {}) })
  }
}

type Base = Pick<JsonRow, 'path' | 'depth' | 'type' | 'name'>

function appendCollection(rows: JsonRow[], value: object, base: Base, expanded: ReadonlySet<string>): void {
  const isArray = Array.isArray(value)
  const entries = entriesOf(value)
  const size = entries.length
  const [start, end] = isArray ? ['[', ']'] : ['{', '}']
  if (size === 0) {
    rows.push({ ...base, key: base.path, kind: 'leaf', text: `${start}${end}` })
    return
  }
  const isOpen = expanded.has(base.path)
  const text = isOpen ? start : `${start} … ${end}`
  rows.push({ ...base, key: base.path, kind: 'open', text, size, expanded: isOpen })
  if (!isOpen) return
  for (const [name, item] of entries)
    append(rows, item, join(base.path, name), base.depth + 1, name, expanded)
  const { path, depth, type } = base
  rows.push({ path, depth, type, key: `${path}/~end`, kind: 'close', text: end })
}

function appendText(rows: JsonRow[], value: string, base: Base, isOpen: boolean): void {
  const size = value.length
  if (!isOpen) {
    const text = JSON.stringify(
      size > shortText ? `${value.slice(0, wholeCharacters(value, shortText))}…` : value,
    )
    rows.push({ ...base, key: base.path, kind: 'leaf', text, size, expanded: false })
    return
  }
  const { path, depth, type } = base
  rows.push({ ...base, key: path, kind: 'leaf', text: '"', size, expanded: true })
  splitText(value).forEach((text, index) => {
    rows.push({ path, depth: depth + 1, type, key: `${path}/~${index}`, kind: 'chunk', text })
  })
}

/** Pieces of a text, each a line or part of one, so that no single element holds megabytes. */
export function splitText(text: string): string[] {
  const pieces: string[] = []
  for (const line of text.split('\n')) {
    let at = 0
    do {
      const end = wholeCharacters(line, at + chunkLength)
      pieces.push(line.slice(at, end))
      at = end
    } while (at < line.length)
  }
  return pieces
}

/** What is open at first: level by level, as long as about `budget` lines come of it. */
export function firstExpanded(value: unknown, budget = 120): Set<string> {
  const expanded = new Set<string>()
  let level: (readonly [string, unknown])[] = [['', value]]
  let lines = 1
  while (level.length > 0) {
    const next: (readonly [string, unknown])[] = []
    for (const [path, item] of level) {
      if (isReadable(item) && lines + splitText(item as string).length <= budget) {
        lines += splitText(item as string).length
        expanded.add(path)
      }
      if (!isCollection(item)) continue
      const entries = entriesOf(item)
      if (path !== '' && lines + entries.length > budget) continue
      expanded.add(path)
      lines += entries.length + 1
      for (const [name, entry] of entries) next.push([join(path, name), entry])
    }
    level = next
  }
  return expanded
}

/** Every collection and every readable text of a value, to open all of it; very long texts stay short. */
export function everything(value: unknown): Set<string> {
  const paths = new Set<string>()
  const waiting: (readonly [string, unknown])[] = [['', value]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, item] = next
    paths.add(path)
    if (!isCollection(item)) continue
    for (const [name, entry] of entriesOf(item)) {
      if (isCollection(entry) || isReadable(entry)) waiting.push([join(path, name), entry])
    }
  }
  return paths
}
