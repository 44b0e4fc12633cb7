import { ConfigError } from './config-error.ts'
import type { ConfigSource } from './source.ts'

/** What is wrong with a value of a file. One that is missing has the line of its entry or setting. */
export function faultAt(
  source: ConfigSource,
  path: readonly (string | number)[],
  message: string,
  remedy: string,
): ConfigError {
  const line = source.lineOf(path) ?? source.lineOf(path.slice(0, 2))
  return new ConfigError(source.file, line, message, remedy, path)
}
