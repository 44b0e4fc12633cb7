import { execFile } from 'node:child_process'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type OpenAiEmulator, startOpenAiEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { call } from '../kit/langfuse-api.ts'
import { processesOf } from '../kit/processes.ts'
import { freePort, identity, identityVariables, temporaryDataDir } from '../kit/product.ts'
import { until } from '../kit/until.ts'

const root = resolve(import.meta.dirname, '../..')

let folder: string
let dataDir: string
let upstream: OpenAiEmulator
let gatewayUrl: string
let environment: Record<string, string>
beforeAll(async () => {
  folder = await temporaryDataDir()
  dataDir = join(folder, 'data')
  upstream = await startOpenAiEmulator()
  const gatewayPort = String(await freePort())
  gatewayUrl = `http://127.0.0.1:${gatewayPort}`
  environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LANG: 'en_US.UTF-8',
    AWS_EC2_METADATA_DISABLED: 'true',
    KANSOKU_DATA_DIR: dataDir,
    KANSOKU_PORT: String(await freePort()),
    KANSOKU_GATEWAY_PORT: gatewayPort,
  }
  // The workshop's names a database server, which there is not.
  const variables = {
    ...identityVariables,
    DATABASE_URL: '"postgresql://postgres:postgres@postgres:5432/postgres"',
  }
  const lines = Object.entries(variables).map(
    ([name, value]) => `${name}=${value.includes(' ') ? `"${value}"` : value}`,
  )
  await writeFile(join(folder, '.env'), `${lines.join('\n')}\n`)
  await writeConfig('iam_role_config.yml', 'first')
  await writeConfig('prompt_caching.yml', 'second')
})
afterAll(async () => {
  await run('litellm', ['stop'])
  await upstream[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const writeConfig = (file: string, model_name: string) =>
  writeFile(
    join(folder, file),
    JSON.stringify({
      model_list: [
        {
          model_name,
          litellm_params: { model: 'openai/gpt-4o', api_base: `${upstream.url}/v1`, api_key: 'sk-emulator' },
        },
      ],
    }),
  )

/** One of the two scripts, in the folder of the user. */
function run(half: 'litellm' | 'langfuse', args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; output: string }>((done) => {
    const options = { cwd: folder, env: { ...environment, ...env } }
    execFile(join(root, `manage-${half}.sh`), args, options, (error, out, errors) => {
      done({ code: error === null ? 0 : Number(error.code), output: `${out}${errors}` })
    })
  })
}

const gateway = (path: string, body?: unknown) =>
  call(`${gatewayUrl}${path}`, body ? 'POST' : 'GET', body, { authorization: `Bearer ${identity.masterKey}` })
const models = async () => (await gateway('/v1/models')).body.data.map(({ id }: { id: string }) => id)
const pid = async () => Number(await readFile(join(dataDir, 'run/kansoku.pid'), 'utf8'))

test('help is there in both languages, and a call without a verb is refused', async () => {
  expect(await run('litellm', ['-h'])).toMatchObject({
    code: 0,
    output: expect.stringContaining('Usage: manage-litellm.sh'),
  })
  const translated = await run('langfuse', ['--help'], { LANG: 'ja_JP.UTF-8' })
  expect(translated).toMatchObject({ code: 0, output: expect.stringContaining('使い方: manage-langfuse.sh') })
  expect((await run('litellm', [])).code).toBe(2)
  expect(await run('litellm', ['start', '-c'])).toMatchObject({ code: 2, output: '-c needs a file.\n' })
})

test('start runs the product in the background, with iam_role_config.yml and without the servers of .env', async () => {
  const { code, output } = await run('litellm', ['start'])
  expect(code, output).toBe(0)
  expect(output).toContain('Kansoku is running')
  expect(output).toContain('runs in the background')
  expect(await models()).toContain('first')
  const status = await run('langfuse', ['status'])
  expect(status).toMatchObject({ code: 0, output: expect.stringContaining('iam_role_config.yml') })
  // It installs and builds what is missing, which after a change may be much.
}, 600_000)

test('a second start says that it runs already and how to stop it', async () => {
  const before = await pid()
  const { code, output } = await run('langfuse', ['-c', 'prompt_caching.yml', 'start'])
  expect([code, output]).toEqual([0, expect.stringContaining(`runs already (process ${before}`)])
  expect(output).toContain('-- stop')
  expect(await pid()).toBe(before)
})

test('update-config gives the gateway another file while an answer streams on', async () => {
  const [process] = await processesOf(await pid(), 'gateway')
  upstream.faults.add({ kind: 'slow', firstChunkMs: 0, chunkMs: 100 }, { times: 1 })
  const stream = await fetch(`${gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${identity.masterKey}` },
    body: JSON.stringify({
      model: 'first',
      stream: true,
      messages: [{ role: 'user', content: 'word after word '.repeat(60) }],
    }),
  })
  const { code, output } = await run('langfuse', ['-c', 'prompt_caching.yml', 'update-config'])
  expect(code, output).toBe(0)
  expect(output).toContain(join(folder, 'prompt_caching.yml'))
  expect(output).toContain(identity.publicKey)
  expect(output).not.toContain(identity.secretKey)
  expect(await models()).toContain('second')
  expect(await models()).not.toContain('first')
  expect(await stream.text()).toMatch(/\[DONE\]\s*$/)
  expect(await processesOf(await pid(), 'gateway')).toContain(process)
})

test('a file that cannot be used changes nothing, and says what is wrong with it', async () => {
  await writeFile(join(folder, 'broken.yml'), 'model_list:\n  - a: [1\n')
  const { code, output } = await run('litellm', ['update-config', '-c', 'broken.yml'])
  expect(code).not.toBe(0)
  expect(output).toMatch(/goes on as before[\s\S]*broken\.yml:\d/)
  expect(await models()).toContain('second')
})

test('a gateway that dies comes back with the newer file, and the log of the supervisor tells', async () => {
  const [process = 0] = await processesOf(await pid(), 'gateway')
  globalThis.process.kill(process, 'SIGKILL')
  await until(async () =>
    (await run('litellm', ['logs', 'supervisor'])).output.includes('gateway serves again'),
  )
  expect(await models()).toContain('second')
})

test('restart takes the named file', async () => {
  const { code, output } = await run('litellm', ['restart', '-c', 'iam_role_config.yml'])
  expect(code, output).toBe(0)
  expect(await models()).toContain('first')
})

test('the .env of a LiteLLM elsewhere gets address and keys, keeps all else, and is closed to others', async () => {
  const other = join(folder, 'other')
  await mkdir(other)
  const text = `# mine\nLITELLM_MASTER_KEY="sk-1"\nLANGFUSE_SECRET_KEY="old"\nDATABASE_URL="x\${Y}"\n`
  await writeFile(join(other, '.env'), text)
  await writeFile(join(other, 'access_key_config.yml'), '')
  const update = () =>
    run('litellm', ['update-config', 'other', '-c', 'access_key_config.yml'], {
      LANGFUSE_HOST: 'http://langfuse-web:3000',
    })
  const { code, output } = await update()
  expect(code, output).toBe(0)
  expect(output).not.toContain(identity.secretKey)
  expect(await readFile(join(other, '.env'), 'utf8')).toBe(
    `# mine\nLITELLM_MASTER_KEY="sk-1"\nDATABASE_URL="x\${Y}"\nLANGFUSE_HOST=http://langfuse-web:3000\nLANGFUSE_PUBLIC_KEY=${identity.publicKey}\nLANGFUSE_SECRET_KEY=${identity.secretKey}\nCONFIG_FILE=access_key_config.yml\n`,
  )
  expect(await readFile(join(other, '.env.bak'), 'utf8')).toBe(text)
  for (const name of ['.env', '.env.bak']) expect((await stat(join(other, name))).mode & 0o777).toBe(0o600)
  expect((await update()).output).toContain('nothing was changed')
  expect(await readFile(join(other, '.env.bak'), 'utf8')).toBe(text)
  await writeFile(join(other, '.env'), 'A=1\n')
  expect(await update()).toMatchObject({ code: 1, output: expect.stringContaining('no LITELLM_ variable') })
})

test('restart of nothing starts with iam_role_config.yml, as start does', async () => {
  expect(await run('litellm', ['stop'])).toMatchObject({ code: 0 })
  const { code, output } = await run('litellm', ['restart'])
  expect(code, output).toBe(0)
  expect(await models()).toContain('first')
})

test('stop ends it in good order; once more is no error', async () => {
  const { code, output } = await run('langfuse', ['stop'], { LANG: 'ja_JP.UTF-8' })
  expect([code, output]).toEqual([0, expect.stringContaining('停止しました')])
  expect(await readdir(join(dataDir, 'run'))).not.toContain('kansoku.pid')
  expect((await run('litellm', ['stop'])).code).toBe(0)
  expect((await run('litellm', ['status'])).code).toBe(3)
})
