import { parseEnvFile } from './dotenv.ts'
import { interpolate } from './interpolate.ts'

export interface EnvFile {
  readonly path: string
  readonly text: string
}

export type Environment = Readonly<Record<string, string>>

export interface LayeredEnvironment {
  readonly values: Environment
  /** Path of the env file that a value came from; names from the real environment are absent. */
  readonly origins: Readonly<Record<string, string>>
  readonly problems: readonly EnvFileProblem[]
}

export interface EnvFileProblem {
  readonly path: string
  readonly line: number
  readonly kind: 'not-an-assignment' | 'open-quote'
}

/**
 * Lays env files under the real environment: real environment first, then the last file, then the ones before it.
 * An empty value counts as unset on every level, so it never hides a value of a lower one.
 */
export function layerEnvironment(
  real: Readonly<Record<string, string | undefined>>,
  files: readonly EnvFile[],
): LayeredEnvironment {
  const fromFiles = new Map<string, string>()
  const origins = new Map<string, string>()
  const problems: EnvFileProblem[] = []
  for (const { path, text } of files) {
    const parsed = parseEnvFile(text)
    problems.push(...parsed.problems.map((problem) => ({ ...problem, path })))
    for (const { name, value, quoting } of parsed.assignments) {
      const filled = interpolate(value, quoting, (other) => real[other] || fromFiles.get(other))
      if (filled === '') continue
      fromFiles.set(name, filled)
      origins.set(name, path)
    }
  }
  const values = Object.fromEntries(fromFiles)
  for (const [name, value] of Object.entries(real)) {
    if (value === undefined || value === '') continue
    values[name] = value
    origins.delete(name)
  }
  return { values, origins: Object.fromEntries(origins), problems }
}
