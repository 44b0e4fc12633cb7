import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { configurationError, Failure } from '../failure.ts'
import type { Settings } from './settings.ts'

/** Variables that name the config file, by precedence. */
export const configVariables: readonly string[] = ['KANSOKU_CONFIG', 'CONFIG_FILE', 'CONFIG_FILE_PATH']

/**
 * The gateway's config file: the flag, else `KANSOKU_CONFIG`, `CONFIG_FILE` or `CONFIG_FILE_PATH`, else
 * `config.yaml` in the current folder, else none. A variable that came from an env file may also be relative to
 * that file's folder, as it is under Docker Compose.
 */
export async function findConfigFile(
  flag: string | undefined,
  settings: Settings,
): Promise<string | undefined> {
  if (flag !== undefined) return firstReadable('--config', flag, [resolve(settings.cwd, flag)])
  for (const name of configVariables) {
    const value = settings.values[name]
    if (value === undefined) continue
    const origin = settings.origins[name]
    const folders = origin === undefined ? [settings.cwd] : [settings.cwd, dirname(origin)]
    return firstReadable(
      name,
      value,
      folders.map((folder) => resolve(folder, value)),
    )
  }
  const byDefault = resolve(settings.cwd, 'config.yaml')
  return (await problemWith(byDefault)) === 'ENOENT'
    ? undefined
    : firstReadable('config.yaml', 'config.yaml', [byDefault])
}

async function firstReadable(name: string, value: string, paths: readonly string[]): Promise<string> {
  let reason = 'ENOENT'
  for (const path of paths) {
    const problem = await problemWith(path)
    if (problem === undefined) return path
    if (problem !== 'ENOENT') reason = problem
  }
  const tried = [...new Set(paths)].join(', ')
  const key = reason === 'ENOENT' ? 'config.missing' : 'config.unreadable'
  throw new Failure(key, { name, value, tried, reason }, configurationError)
}

async function problemWith(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK)
    return (await stat(path)).isDirectory() ? 'EISDIR' : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
