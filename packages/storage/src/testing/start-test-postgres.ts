import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'

export interface TestPostgres extends AsyncDisposable {
  /** `DATABASE_URL` of an empty database. */
  readonly url: string
  /** Another empty database on the same server; returns its URL. */
  createDatabase(): Promise<string>
  /** Ends the server with SIGKILL, as a crash would; resolves when its port is free. */
  kill(): Promise<void>
  /** Starts it again on the same data. */
  restart(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

export interface TestPostgresOptions {
  /** Default false: no fsync, which tests that do not crash the machine need not pay for. */
  readonly durable?: boolean
}

/**
 * Runs the server and, when the pipe on standard input closes, ends it at once and removes its folder: so nothing is
 * left however the owner of the pipe ended.
 */
const GUARD = `folder=$1; shift; exec 3<&0
"$@" </dev/null & server=$!
(cat <&3 >/dev/null; touch "$folder/ownerless"; kill -QUIT $server) & watcher=$!
wait $server; status=$?
if [ -e "$folder/ownerless" ]; then rm -rf "$folder"; else kill $watcher; fi
exit $status`

/** Starts a private Postgres on a Unix socket in a temporary folder. It ends with this process. */
export async function startTestPostgres(options: TestPostgresOptions = {}): Promise<TestPostgres> {
  const binaries = findPostgresBinaries()
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-pg-'))
  const data = join(folder, 'data')
  if (binaries.account) await chown(folder, binaries.account.uid, binaries.account.gid)
  await initialize(binaries, data)
  const durable = options.durable ?? false
  const start = () => startServer(binaries, { folder, data, durable })
  let server = await start()
  const urlOf = (database: string) =>
    `postgresql://kansoku@localhost/${database}?host=${encodeURIComponent(folder)}`

  async function createDatabase(): Promise<string> {
    const database = `kansoku_${randomBytes(6).toString('hex')}`
    const client = new Client({ connectionString: urlOf('postgres') })
    await client.connect()
    await client.query(`CREATE DATABASE ${database}`)
    await client.end()
    return urlOf(database)
  }

  async function stop(): Promise<void> {
    server.stdin?.end()
    await ended(server)
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }

  return {
    url: await createDatabase(),
    createDatabase,
    kill: async () => {
      const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
      process.kill(Number(pid), 'SIGKILL')
      await ended(server)
    },
    restart: async () => {
      server = await start()
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function initialize({ initdb, account }: PostgresBinaries, data: string): Promise<void> {
  const flags = ['--username=kansoku', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  await promisify(execFile)(initdb, ['-D', data, ...flags], { ...account, cwd: '/' })
}

interface ServerSetup {
  readonly folder: string
  readonly data: string
  readonly durable: boolean
}

async function startServer(
  { postgres, account }: PostgresBinaries,
  setup: ServerSetup,
): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: setup.folder,
    max_connections: '60',
    shared_buffers: '16MB',
    ...(setup.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn('sh', ['-c', GUARD, 'sh', setup.folder, postgres, '-D', setup.data, ...flags], {
    ...account,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  await ready(server)
  server.unref()
  return server
}

async function ready(server: ChildProcess): Promise<void> {
  if (!server.stderr) throw new Error('The test Postgres has no log.')
  const log: string[] = []
  for await (const line of createInterface({ input: server.stderr })) {
    if (line.includes('ready to accept connections')) {
      server.stderr.resume()
      return
    }
    log.push(line)
  }
  throw new Error(`The test Postgres did not start:\n${log.join('\n')}`)
}

async function ended(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.ref()
  await new Promise((resolve) => server.once('exit', resolve))
}
