import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { ConfigError } from './config-error.ts'
import { type ConfigSource, parseSource } from './source.ts'

export type ReadText = (path: string) => string

const readUtf8: ReadText = (path) => readFileSync(path, 'utf8')

/**
 * The main file and all that it includes (`include: [other.yaml]`, relative to the including file), the main one
 * first. Files are named as the user wrote them.
 */
export function readSources(path: string, readText: ReadText = readUtf8): ConfigSource[] {
  return readRecursively(path, basename(path), readText, [])
}

function readRecursively(path: string, shown: string, readText: ReadText, parents: string[]): ConfigSource[] {
  const absolute = resolve(path)
  if (parents.includes(absolute)) {
    throw new ConfigError(shown, undefined, 'The file includes itself.', 'Remove that entry from "include".')
  }
  const source = parseSource(shown, readOrExplain(absolute, shown, readText))
  const included = source.sections.include
  if (included === undefined || included === null) return [source]
  if (!Array.isArray(included) || included.some((entry) => typeof entry !== 'string')) {
    throw new ConfigError(
      shown,
      source.lineOf(['include']),
      '"include" is not a list of file names.',
      'Write it as "include: [other.yaml]".',
    )
  }
  const others = included.flatMap((entry: string) =>
    readRecursively(resolve(dirname(absolute), entry), entry, readText, [...parents, absolute]),
  )
  return [source, ...others]
}

function readOrExplain(path: string, shown: string, readText: ReadText): string {
  try {
    return readText(path)
  } catch (cause) {
    const code = (cause as { code?: string }).code
    throw new ConfigError(
      shown,
      undefined,
      reasons[code ?? ''] ?? `The file cannot be read (${code}).`,
      remedyFor(code, path),
    )
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
