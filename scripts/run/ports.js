// Looks at the ports of a start before anything is installed: what takes a minute should not end in a refusal that
// could be told at once. The CLI looks again, more closely.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join, resolve } from 'node:path'

const wanted = [
  { flag: '--port', variable: 'KANSOKU_PORT', byDefault: '3000' },
  { flag: '--gateway-port', variable: 'KANSOKU_GATEWAY_PORT', byDefault: '4000' },
]

/** The first port of `start` with these arguments that another program has, with a free one in its place. */
export async function findBusyPort(args, cwd) {
  const variables = { ...readEnvFiles(args, cwd), ...withoutEmpty(process.env) }
  const host = flagValues(args, '--host').at(-1) ?? variables.KANSOKU_HOST
  const ports = wanted.map(({ flag, variable, byDefault }) => ({
    flag,
    port: Number(flagValues(args, flag).at(-1) ?? variables[variable] ?? byDefault),
  }))
  for (const { flag, port } of ports) {
    // What is no port is refused by the CLI, which knows where it came from.
    if (!isPort(port) || !(await isBusy(port, host))) continue
    let free = port + 1
    while (isPort(free) && (ports.some((other) => other.port === free) || (await isBusy(free, host)))) free++
    return { flag, port, free }
  }
  return undefined
}

function isPort(port) {
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}

function flagValues(args, ...names) {
  return args.flatMap((arg, index) => {
    const name = names.find((known) => arg === known || arg.startsWith(`${known}=`))
    if (name === undefined) return []
    return arg === name ? args.slice(index + 1, index + 2) : [arg.slice(name.length + 1)]
  })
}

/** Only plain assignments, which ports and hosts are; the CLI reads the files in full. */
function readEnvFiles(args, cwd) {
  const named = flagValues(args, '--env-file', '-e').map((name) => resolve(cwd, name))
  const variables = {}
  for (const path of named.length > 0 ? named : [join(cwd, '.env')]) {
    const lines = readIfThere(path).matchAll(/^\s*(?:export\s+)?(KANSOKU_\w+)\s*=\s*["']?([\w.:-]+)/gm)
    for (const [, name, value] of lines) variables[name] = value
  }
  return variables
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function withoutEmpty(variables) {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value))
}

async function isBusy(port, host) {
  for (const address of host === undefined ? ['127.0.0.1', '::1'] : [host]) {
    if ((await someoneAnswers(port, address)) || (await isTaken(port, address))) return true
  }
  return false
}

/** On macOS one address may be bound beside a listener on all addresses. */
async function someoneAnswers(port, host) {
  if (host !== '127.0.0.1' && host !== '::1') return false
  const socket = connect({ port, host, timeout: 500 })
  try {
    return await new Promise((answered) => {
      socket.once('connect', () => answered(true))
      socket.once('timeout', () => answered(false))
      socket.once('error', () => answered(false))
    })
  } finally {
    socket.destroy()
  }
}

async function isTaken(port, host) {
  const server = createServer()
  try {
    server.listen({ port, host, exclusive: true })
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return false
  } catch (error) {
    return error.code === 'EADDRINUSE'
  }
}
