import { readFile, writeFile } from 'node:fs/promises'

export interface LockedPackage {
  version?: string
  resolved?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

export interface Lockfile {
  packages: Record<string, LockedPackage>
}

const path = 'package-lock.json'

export async function readLockfile(): Promise<Lockfile> {
  return JSON.parse(await readFile(path, 'utf8')) as Lockfile
}

export async function writeLockfile(lockfile: Lockfile): Promise<void> {
  await writeFile(path, `${JSON.stringify(lockfile, null, 2)}\n`)
}
