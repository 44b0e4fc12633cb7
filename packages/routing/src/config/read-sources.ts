import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import { faultAt } from './fault.ts'
import { type ConfigSource, parseSource } from './source.ts'

export type ReadText = (path: string) => string

const readUtf8: ReadText = (path) => readFileSync(path, 'utf8')

export interface ReadSources {
  /** Those that could be read. */
  readonly sources: readonly ConfigSource[]
  readonly faults: readonly ConfigError[]
}

/**
 * The main file and all that it includes (`include: [other.yaml]`, relative to the including file), the main one
 * first. Files are named as the user wrote them.
 */
export function readSources(path: string, readText: ReadText = readUtf8): ReadSources {
  const faults: ConfigError[] = []
  const sources = readRecursively(path, basename(path), { readText, faults, parents: [] })
  return { sources, faults }
}

interface Reading {
  readonly readText: ReadText
  readonly faults: ConfigError[]
  readonly parents: readonly string[]
}

function readRecursively(path: string, shown: string, reading: Reading): ConfigSource[] {
  const { readText, faults, parents } = reading
  const absolute = resolve(path)
  const refuse = (...found: readonly ConfigError[]): ConfigSource[] => {
    faults.push(...found)
    return []
  }
  if (parents.includes(absolute)) {
    const remedy = 'Remove that entry from "include".'
    return refuse(new ConfigError(shown, undefined, 'The file includes itself.', remedy))
  }
  const text = readOrExplain(absolute, shown, readText)
  if (typeof text !== 'string') return refuse(text)
  const source = parseSource(shown, text)
  if (!('sections' in source)) return refuse(...source)
  const included = source.sections.include
  if (included === undefined || included === null) return [source]
  if (!Array.isArray(included) || included.some((entry) => typeof entry !== 'string')) {
    refuse(
      faultAt(
        source,
        ['include'],
        '"include" is not a list of file names.',
        'Write it as "include: [other.yaml]".',
      ),
    )
    return [source]
  }
  const others = included.flatMap((entry: string) =>
    readRecursively(resolve(dirname(absolute), entry), entry, {
      ...reading,
      parents: [...parents, absolute],
    }),
  )
  return [source, ...others]
}

function readOrExplain(path: string, shown: string, readText: ReadText): string | ConfigError {
  try {
    return readText(path)
  } catch (cause) {
    const code = (cause as { code?: string }).code
    const reason = reasons[code ?? ''] ?? `The file cannot be read (${code}).`
    return new ConfigError(shown, undefined, reason, remedyFor(code, path))
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'The file does not exist.',
  EACCES: 'The file may not be read by this user.',
  EPERM: 'The file may not be read by this user.',
  EISDIR: 'This is a folder, not a file.',
}

function remedyFor(code: string | undefined, path: string): string {
  if (code === 'ENOENT') return `Looked for ${path}; check the path given with -c or in CONFIG_FILE.`
  if (code === 'EISDIR') return 'Name the YAML file inside it.'
  return `Give this user the right to read ${path}.`
}
