import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort, runCli, startProduct, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'

const root = resolve(import.meta.dirname, '../..')

let dataDir: string
let ports: { server: number; gateway: number }
beforeAll(async () => {
  dataDir = await temporaryDataDir()
  ports = { server: await freePort(), gateway: await freePort() }
})
afterAll(async () => {
  await runCli(['stop'], { KANSOKU_DATA_DIR: dataDir })
  await rm(dataDir, { recursive: true, force: true })
})

/** What the first start made up. */
async function secrets(): Promise<readonly string[]> {
  const made = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))
  const { LANGFUSE_INIT_USER_PASSWORD, LITELLM_MASTER_KEY, LANGFUSE_INIT_PROJECT_SECRET_KEY } = made
  return [LANGFUSE_INIT_USER_PASSWORD, LITELLM_MASTER_KEY, LANGFUSE_INIT_PROJECT_SECRET_KEY]
}

async function healthCheck(): Promise<number | null> {
  const check = spawn(process.execPath, [join(root, 'deploy/health-check.js')], {
    env: { KANSOKU_DATA_DIR: dataDir },
    stdio: 'ignore',
  })
  const [code] = (await once(check, 'close')) as [number | null]
  return code
}

test('a journal is told where the secrets of the first start are, and none of them', async () => {
  const env = { LANG: 'ja_JP.UTF-8' }
  await using product = await startProduct({ dataDir, ports, env, ownIdentity: true })
  await until(() => product.output().includes('Ctrl-C'))
  const output = product.output()
  for (const secret of await secrets()) expect(output).not.toContain(secret)
  expect(output).toContain('全体の表示: npm run kansoku -- status --secrets')
  expect(output).toMatch(/^✔ ゲートウェイ \(\d+\.\d 秒\)$/m)
  const { output: shown } = await runCli(['status', '--secrets'], { KANSOKU_DATA_DIR: dataDir })
  for (const secret of await secrets()) expect(shown).toContain(secret)
  expect(await healthCheck()).toBe(0)
})

test('the health check of the image fails where nothing answers', async () => {
  expect(await healthCheck()).not.toBe(0)
})

test.skipIf(process.platform !== 'linux')(
  'who starts it in the background from a terminal is shown the secrets, once',
  async () => {
    const first = await startFromTerminal()
    for (const secret of await secrets()) expect(first).toContain(secret)
    await runCli(['stop'], { KANSOKU_DATA_DIR: dataDir })
    const second = await startFromTerminal()
    expect(second).toContain('Kansoku is running')
    for (const secret of await secrets()) expect(second).not.toContain(secret)
  },
)

/** On a pseudo terminal. */
async function startFromTerminal(): Promise<string> {
  const cli = join(root, 'apps/cli/bin/kansoku.js')
  const command = `'${process.execPath}' '${cli}' start -d --port ${ports.server} --gateway-port ${ports.gateway}`
  const terminal = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd: dataDir,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      HOME: dataDir,
      LANG: 'en_US.UTF-8',
      AWS_EC2_METADATA_DISABLED: 'true',
      KANSOKU_DATA_DIR: dataDir,
    },
  })
  let printed = ''
  terminal.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk
  })
  const [code] = await once(terminal, 'close')
  expect(code, printed).toBe(0)
  return printed
}
