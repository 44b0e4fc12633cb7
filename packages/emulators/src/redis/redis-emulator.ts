import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createCommandReader } from './read-commands.ts'

interface RedisEmulatorOptions {
  /** Demanded of every connection. */
  readonly password?: string
}

/** The commands of Redis that keep texts for a while, in its second protocol, in memory. */
export interface RedisEmulator extends AsyncDisposable {
  readonly port: number
  /** What is kept, expired or not. */
  readonly values: Map<string, string>
  /** While true, commands are read and never answered. */
  isStalled: boolean
}

type Reply = string

const ok: Reply = '+OK\r\n'
const nothing: Reply = '$-1\r\n'
const text = (value: string): Reply => `$${Buffer.byteLength(value)}\r\n${value}\r\n`
const count = (value: number): Reply => `:${value}\r\n`
const list = (values: readonly Reply[]): Reply => `*${values.length}\r\n${values.join('')}`
const error = (message: string): Reply => `-${message}\r\n`

export async function startRedisEmulator({ password }: RedisEmulatorOptions = {}): Promise<RedisEmulator> {
  const values = new Map<string, string>()
  const expiresAt = new Map<string, number>()
  const sockets = new Set<Socket>()
  let isStalled = false

  const isThere = (key: string) => values.has(key) && (expiresAt.get(key) ?? Infinity) > Date.now()
  const unlink = (key: string) => isThere(key) && values.delete(key)

  const commands: Readonly<Record<string, (words: readonly string[]) => Reply>> = {
    ping: () => '+PONG\r\n',
    select: () => ok,
    client: () => ok,
    info: () => text('redis_version:7.0.0\r\nloading:0\r\n'),
    get: ([key = '']) => (isThere(key) ? text(values.get(key) ?? '') : nothing),
    set([key = '', value = '', unit, time]) {
      values.set(key, value)
      if (unit?.toLowerCase() === 'px') expiresAt.set(key, Date.now() + Number(time))
      else expiresAt.delete(key)
      return ok
    },
    unlink: (keys) => count(keys.filter(unlink).length),
    scan([, , pattern = '*']) {
      const prefix = pattern.replace(/\*$/, '').replace(/\\(.)/g, '$1')
      const keys = [...values.keys()].filter((key) => key.startsWith(prefix) && isThere(key))
      return list([text('0'), list(keys.map(text))])
    },
  }

  const server = createServer((socket) => {
    sockets.add(socket)
    let isIn = password === undefined
    const read = createCommandReader()
    const answer = ([name = '', ...words]: readonly string[]): Reply => {
      const command = name.toLowerCase()
      if (command === 'auth') {
        isIn = words.at(-1) === password
        return isIn ? ok : error('WRONGPASS invalid username-password pair or user is disabled.')
      }
      const run = commands[command]
      if (!run) return error(`ERR unknown command '${name}'`)
      return isIn ? run(words) : error('NOAUTH Authentication required.')
    }
    socket.on('data', (arrived) => {
      const replies = read(arrived).map(answer)
      if (!isStalled) socket.write(replies.join(''))
    })
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the emulator got no port')
  return {
    port: address.port,
    values,
    get isStalled() {
      return isStalled
    },
    set isStalled(stalled) {
      isStalled = stalled
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
