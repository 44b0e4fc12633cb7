import { spawnSync } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { SupervisorFailure } from '../failure.ts'

/** The user that Postgres runs as. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

const harmless = ['nobody', 'postgres', 'daemon']

/**
 * Postgres refuses to run as root, and its initdb needs a user with an entry in the password file. As root this is
 * the owner of an existing cluster, else `nobody`; undefined means: as whoever runs the supervisor.
 */
export async function postgresAccount(
  cluster: string,
  uid = process.getuid?.(),
): Promise<Account | undefined> {
  if (uid !== 0) return undefined
  const owner = await stat(cluster).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8').catch(() => ''))
  for (const name of harmless) {
    const account = accounts.get(name)
    if (account) return account
  }
  throw new SupervisorFailure('postgres.user', { names: harmless.join(', ') }, { permanent: true })
}

/** Fails unless the account can enter the folder; every folder above it counts. */
export function assertReachable(folder: string, account: Account | undefined): void {
  if (!account) return
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid: account.uid,
    gid: account.gid,
    stdio: 'ignore',
    cwd: '/',
  })
  if (error || status !== 0) {
    throw new SupervisorFailure('folder.unreachable', { folder, uid: account.uid }, { permanent: true })
  }
}

function parsePasswd(text: string): Map<string, Account> {
  const accounts = new Map<string, Account>()
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    if (name && uid && gid && !name.startsWith('#'))
      accounts.set(name, { uid: Number(uid), gid: Number(gid) })
  }
  return accounts
}
