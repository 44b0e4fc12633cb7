import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { promisify } from 'node:util'
import { errorCode, SupervisorFailure } from './failure.ts'
import { commandOf } from './process-identity.ts'

export interface PortRequest {
  readonly port: number
  /** Undefined: loopback, both families. */
  readonly host: string | undefined
  /** The option that changes it, for the message. */
  readonly flag: string
}

/** Fails, naming the process that has it where it can be found, when the port cannot be listened on. */
export async function assertPortFree({ port, host, flag }: PortRequest): Promise<void> {
  for (const address of host === undefined ? ['127.0.0.1', '::1'] : [host]) {
    const problem = (await someoneAnswers(port, address)) ? 'EADDRINUSE' : await tryListening(port, address)
    if (problem === undefined) continue
    if (problem === 'EADDRINUSE') {
      const owner = await portOwner(port)
      const values = { port, flag, pid: owner?.pid ?? 0, command: owner?.command ?? '' }
      throw new SupervisorFailure('port.busy', values, { permanent: true })
    }
    // A machine without IPv6 still serves on IPv4.
    if (address === '::1' && host === undefined) continue
    const kind = problem === 'EACCES' ? 'port.denied' : 'port.address'
    throw new SupervisorFailure(kind, { port, flag, host: address, reason: problem }, { permanent: true })
  }
}

async function tryListening(port: number, host: string): Promise<string | undefined> {
  const server = createServer()
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return undefined
  } catch (error) {
    return errorCode(error)
  }
}

/** On macOS one address may be bound beside a listener on all addresses, which would then get part of the calls. */
async function someoneAnswers(port: number, host: string): Promise<boolean> {
  if (host !== '127.0.0.1' && host !== '::1') return false
  const socket = connect({ port, host, timeout: 500 })
  try {
    return await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('timeout', () => resolve(false))
      socket.once('error', () => resolve(false))
    })
  } finally {
    socket.destroy()
  }
}

export interface PortOwner {
  readonly pid: number
  readonly command: string
}

/** The process that listens on the port, when this user may know. */
export async function portOwner(port: number): Promise<PortOwner | undefined> {
  const pid = process.platform === 'linux' ? await ownerOnLinux(port) : await ownerByLsof(port)
  return pid === undefined ? undefined : { pid, command: await commandOf(pid) }
}

async function ownerOnLinux(port: number): Promise<number | undefined> {
  const sockets = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const inode of listeners(await readFile(table, 'utf8').catch(() => ''), port)) {
      sockets.add(`socket:[${inode}]`)
    }
  }
  if (sockets.size === 0) return undefined
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '')
      if (sockets.has(target)) return Number(pid)
    }
  }
  return undefined
}

/** Inodes of the listening sockets in a table of proc(5). */
function* listeners(table: string, port: number): Generator<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  for (const line of table.split('\n').slice(1)) {
    const fields = line.trim().split(/\s+/)
    if (fields[3] === '0A' && fields[1]?.endsWith(suffix) && fields[9]) yield fields[9]
  }
}

async function ownerByLsof(port: number): Promise<number | undefined> {
  try {
    const { stdout } = await promisify(execFile)('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'])
    const pid = Number.parseInt(stdout, 10)
    return Number.isNaN(pid) ? undefined : pid
  } catch {
    return undefined
  }
}
