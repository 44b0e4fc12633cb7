import { isMap, isSeq, LineCounter, type Node, type Pair, parseDocument, Scalar } from 'yaml'
import { ConfigError } from './config-error.ts'

export type Section = Readonly<Record<string, unknown>>

/** One YAML file, parsed. */
export interface ConfigSource {
  readonly file: string
  readonly sections: Section
  /** Line of a key or list item, from 1; undefined when the path is not in the file. */
  lineOf(path: readonly (string | number)[]): number | undefined
  /** Keys that one map holds twice; the later one counts. */
  readonly duplicates: readonly { readonly key: string; readonly line: number }[]
}

/**
 * Reads YAML as LiteLLM's Python loader does: YAML 1.1 (`yes` and `on` are booleans), dates stay text, a byte order
 * mark and CRLF are fine, and of two equal keys the later one counts. Text that is no
 * such YAML gives its errors instead.
 */
export function parseSource(file: string, text: string): ConfigSource | readonly ConfigError[] {
  const lines = new LineCounter()
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    version: '1.1',
    uniqueKeys: false,
    lineCounter: lines,
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
  })
  if (document.errors.length > 0) return syntaxErrors(file, document.errors)
  const root = document.contents
  if (root !== null && !isMap(root)) {
    const remedy = 'It must start with sections such as "model_list:" or "litellm_settings:".'
    return [new ConfigError(file, 1, 'The file is not a map of sections.', remedy)]
  }
  const lineAt = (node: unknown) => lineOfNode(node, lines)
  return {
    file,
    sections: (document.toJS({ maxAliasCount: 1000 }) ?? {}) as Section,
    lineOf: (path) => findLine(root, path, lineAt),
    duplicates: root === null ? [] : findDuplicates(root, '', lineAt),
  }
}

interface SyntaxFault {
  readonly message: string
  readonly linePos?: readonly { readonly line: number }[] | undefined
}

/** The first of each line: the others mostly come of it. */
function syntaxErrors(file: string, faults: readonly SyntaxFault[]): readonly ConfigError[] {
  const byLine = Map.groupBy(faults, ({ linePos }) => linePos?.[0]?.line)
  return [...byLine.values()].flatMap(([first]) => (first ? [syntaxError(file, first)] : []))
}

function syntaxError(file: string, fault: SyntaxFault): ConfigError {
  const [summary = fault.message] = fault.message.split(/ at line \d+|\n/)
  const remedy = /tab/i.test(summary)
    ? 'Indent with spaces; YAML does not allow tabs.'
    : 'Check the indentation, quotes and brackets of that line and the one before it.'
  return new ConfigError(
    file,
    fault.linePos?.[0]?.line,
    `Invalid YAML: ${summary.replace(/[.:]*$/, '')}.`,
    remedy,
  )
}

type LineAt = (node: unknown) => number | undefined

function lineOfNode(node: unknown, lines: LineCounter): number | undefined {
  const offset = (node as Node | null)?.range?.[0]
  return offset === undefined ? undefined : lines.linePos(offset).line
}

function findLine(root: unknown, path: readonly (string | number)[], lineAt: LineAt): number | undefined {
  let node: unknown = root
  let line: number | undefined
  for (const step of path) {
    if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      line = lineAt(node)
    } else if (isMap(node)) {
      const pair: Pair | undefined = node.items.findLast((item) => keyOf(item) === String(step))
      if (!pair) return undefined
      node = pair.value
      line = lineAt(pair.key)
    } else return undefined
  }
  return line
}

function keyOf(pair: Pair): string {
  return String(pair.key instanceof Scalar ? pair.key.value : pair.key)
}

function findDuplicates(node: unknown, path: string, lineAt: LineAt): { key: string; line: number }[] {
  if (isSeq(node))
    return node.items.flatMap((item, index) => findDuplicates(item, `${path}[${index}]`, lineAt))
  if (!isMap(node)) return []
  const seen = new Set<string>()
  return node.items.flatMap((pair) => {
    const key = keyOf(pair)
    const own = path === '' ? key : `${path}.${key}`
    const repeated = seen.has(key) ? [{ key: own, line: lineAt(pair.key) ?? 0 }] : []
    seen.add(key)
    return [...repeated, ...findDuplicates(pair.value, own, lineAt)]
  })
}
