import { execFile } from 'node:child_process'
import { readdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processesOf } from '../kit/processes.ts'
import {
  freePort,
  identity,
  identityVariables,
  type Product,
  runCli,
  startProduct,
  temporaryDataDir,
} from '../kit/product.ts'
import { until } from '../kit/until.ts'

let dataDir: string
let product: Product
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  product = await startProduct({
    dataDir,
    ports: { server: await freePort(), gateway: await freePort() },
  })
})
afterAll(async () => {
  await product.end()
  await rm(dataDir, { recursive: true, force: true })
})

/** The CLI in a second terminal, with the variables that the product was started with. */
const kansoku = (...args: string[]) =>
  runCli(args, {
    KANSOKU_DATA_DIR: dataDir,
    LITELLM_MASTER_KEY: identity.masterKey,
    LANGFUSE_INIT_PROJECT_ID: identity.projectId,
    LANGFUSE_INIT_PROJECT_PUBLIC_KEY: identity.publicKey,
    LANGFUSE_INIT_PROJECT_SECRET_KEY: identity.secretKey,
  })

test('the start ends with where to go and what to try, without secrets that the user knows already', async () => {
  await until(() => product.output().includes('Ctrl-C'))
  expect(product.output()).toContain(product.serverUrl.replace('127.0.0.1', 'localhost'))
  expect(product.output()).toContain(identity.email)
  expect(product.output()).toContain('npm run demo')
  expect(product.output()).not.toContain(identity.secretKey)
  expect(product.output()).not.toContain(identity.masterKey)
})

test('what the start says to try next is a command that works', async () => {
  const lines = product.output().split('\n')
  const wanted = lines.filter((line) => /^ +(KEY=|curl )/.test(line)).map((line) => line.trim())
  expect(wanted).toHaveLength(2)
  const { stdout } = await promisify(execFile)('bash', ['-c', wanted.join('\n')], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...identityVariables, KANSOKU_DATA_DIR: dataDir },
  })
  expect(JSON.parse(stdout).choices[0].message.content).toContain('Hello')
})

test('status shows every process and, when asked, the keys', async () => {
  const { code, output } = await kansoku('status', '--secrets')
  expect(code).toBe(0)
  for (const name of ['supervisor', 'postgres', 'server', 'gateway']) {
    expect(output).toMatch(new RegExp(`^${name} +serving +\\d+`, 'm'))
  }
  expect(output).toContain(product.gatewayUrl.replace('127.0.0.1', 'localhost'))
  expect(output).toContain(identity.secretKey)
})

test('the doctor looks at the ports that it was started with', async () => {
  const { output } = await kansoku('doctor')
  const [server, gateway] = [product.serverUrl, product.gatewayUrl].map((url) => new URL(url).port)
  expect(output).toContain(`Ports ${server} and ${gateway} are served by Kansoku (process ${product.pid})`)
  const other = await freePort()
  expect((await kansoku('doctor', '--port', String(other))).output).toContain(`Port ${other} is free`)
})

test('the demo plays its tasks and reads every trace back', async () => {
  const { code, output } = await kansoku('demo', '--fast', '--tasks', '4')
  expect(output).toContain('All 7 traces arrived')
  expect(output).toContain(`/project/${identity.projectId}`)
  expect(code).toBe(0)
})

test('the demo speaks Japanese too', async () => {
  const { code, output } = await kansoku('--lang', 'ja', 'demo', '--fast', '--tasks', '1')
  expect(output).toContain('4 件のトレースすべてが届き')
  expect(code).toBe(0)
})

test('a restart in place gives the gateway a new process and leaves the server alone', async () => {
  const [gateway] = await processesOf(product.pid, 'gateway')
  const [server] = await processesOf(product.pid, 'server')
  expect(await kansoku('restart', 'gateway')).toMatchObject({ code: 0 })
  expect(await processesOf(product.pid, 'gateway')).not.toContain(gateway)
  expect(await processesOf(product.pid, 'server')).toContain(server)
  expect((await kansoku('demo', '--fast', '--tasks', '1')).code).toBe(0)
})

test('logs show the newest lines of a process', async () => {
  const { code, output } = await kansoku('logs', 'gateway', '-n', '200')
  expect(code).toBe(0)
  expect(output).toContain('the gateway serves')
  expect(output).not.toContain(identity.masterKey)
})

test('a second instance on the same folder is refused and names the first', async () => {
  const { code, output } = await kansoku('start')
  expect(code).toBe(1)
  expect(output).toContain(`process ${product.pid}`)
})

test('stop ends everything in good order and leaves nothing behind', async () => {
  const processes = await processesOf(product.pid)
  const { code, output } = await kansoku('stop')
  expect(code).toBe(0)
  expect(output).toContain('Stopped')
  expect(await product.end()).toBe(0)
  for (const pid of processes) expect(() => process.kill(pid, 0)).toThrow()
  expect((await readdir(`${dataDir}/run`)).filter((name) => name !== 'compile-cache')).toEqual([])
  expect((await kansoku('status')).code).toBe(3)
})
