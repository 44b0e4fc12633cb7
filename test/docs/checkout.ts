import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './markdown.ts'

/** What a reader has after cloning: the repository, without settings of whoever works on it. */
export interface Checkout extends AsyncDisposable {
  readonly folder: string
  /** An empty home folder beside it. */
  readonly home: string
}

/** Files that a reader makes, and what a clone does not have. */
const left = new Set(['.git', '.env', 'config.yaml', 'examples'])

/** Links to the real files, but for the examples, which readers change. */
export async function makeCheckout(): Promise<Checkout> {
  const checkout = await makePlace()
  const { folder } = checkout
  await mkdir(folder)
  for (const name of await readdir(root))
    if (!left.has(name)) await symlink(join(root, name), join(folder, name))
  await cp(join(root, 'examples'), join(folder, 'examples'), {
    recursive: true,
    filter: (path) => basename(path) !== 'node_modules',
  })
  return checkout
}

/** A clone with nothing installed, as readers make it. */
export async function cloneCheckout(repository: string): Promise<Checkout> {
  const checkout = await makePlace()
  await promisify(execFile)('git', ['clone', '--quiet', repository, checkout.folder])
  return checkout
}

async function makePlace(): Promise<Checkout> {
  const place = await mkdtemp(join(tmpdir(), 'kansoku-manual-'))
  // For the private Postgres, which is another user's when the tests run as root.
  await chmod(place, 0o755)
  const home = join(place, 'home')
  await mkdir(home)
  return {
    folder: join(place, 'kansoku'),
    home,
    [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
  }
}
