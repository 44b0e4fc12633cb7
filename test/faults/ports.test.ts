import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { processesOn } from '../kit/processes.ts'
import { freePort, identityVariables, runCli, startProduct, temporaryDataDir } from '../kit/product.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await temporaryDataDir()
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const others: ChildProcess[] = []
afterEach(async () => {
  for (const other of others.splice(0)) await end(other)
})

const start = (ports: { server: number; gateway: number }) =>
  runCli(
    ['start', '--port', `${ports.server}`, '--gateway-port', `${ports.gateway}`],
    { ...identityVariables, KANSOKU_DATA_DIR: dataDir },
    { cwd: dataDir },
  )

test.each([
  ['platform', 'server', '--port'],
  ['gateway', 'gateway', '--gateway-port'],
] as const)(
  'another program has the port of the %s: the start names it and the way out, and leaves nothing running',
  async (_, part, flag) => {
    const other = await otherProgram()
    const free = { server: await freePort(), gateway: await freePort() }
    const { code, output } = await start({ ...free, [part]: other.port })
    expect(code).toBe(1)
    expect(output).toContain(`Port ${other.port} is in use by process ${other.process.pid} (`)
    expect(output).toContain(`another port with ${flag}.`)
    expect(await processesOn(dataDir)).toEqual([])
  },
)

test('once the other program has ended, the same command starts: the refused start holds no lock', async () => {
  const other = await otherProgram()
  const ports = { server: other.port, gateway: await freePort() }
  expect((await start(ports)).code).toBe(1)
  await end(other.process)
  const product = await startProduct({ dataDir, ports })
  expect(await product.end()).toBe(0)
  expect(await processesOn(dataDir)).toEqual([])
})

/** A program of someone else that listens on a port. */
async function otherProgram(): Promise<{ process: ChildProcess; port: number }> {
  const source = `const s = require('net').createServer().listen(0, '127.0.0.1', () => process.send(s.address().port))`
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  others.push(child)
  const [port] = (await once(child, 'message')) as [number]
  return { process: child, port }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill()
  await ended
}
