import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { masterKey } from './testing/start-test-gateway.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-main-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

function start(script: string, env: Readonly<Record<string, string>>, args: readonly string[] = []) {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env: {
      PATH: process.env.PATH,
      KANSOKU_DATA_DIR: dataDir,
      KANSOKU_GATEWAY_PORT: '0',
      LITELLM_LOG: 'silent',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
  return { child, output: () => output }
}

async function firstMessage(
  child: ChildProcess,
): Promise<{ type: string; url?: string; message?: string; remedy?: string }> {
  const [message] = await once(child, 'message')
  return message
}

describe('the gateway as a child of a supervisor', () => {
  test('says when it serves, answers with the built-in models, and ends when told', async () => {
    const { child } = start('main.ts', { LITELLM_MASTER_KEY: masterKey })
    const { type, url } = await firstMessage(child)
    expect(type).toBe('ready')
    const answer = await fetch(`${url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${masterKey}` },
      body: JSON.stringify({
        model: 'demo-claude-sonnet-4',
        messages: [{ role: 'user', content: '元気ですか' }],
      }),
    })
    expect(await answer.json()).toMatchObject({
      choices: [{ message: { content: expect.stringMatching(/元気ですか/) } }],
    })
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('reads its config file again on SIGHUP', async () => {
    const file = join(dataDir, 'config.yaml')
    const write = (name: string) =>
      writeFile(file, `model_list: [{model_name: ${name}, litellm_params: {model: openai/gpt-4o}}]\n`)
    await write('first')
    const { child } = start('main.ts', { LITELLM_MASTER_KEY: masterKey, KANSOKU_CONFIG: file })
    const { url } = await firstMessage(child)
    await write('second')
    child.kill('SIGHUP')
    const model = async () =>
      (await fetch(`${url}/v1/models/second`, { headers: { authorization: `Bearer ${masterKey}` } })).status
    await expect.poll(model, { timeout: 20_000 }).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('ends by itself when its supervisor is gone', async () => {
    const { child } = start('main.ts', { LITELLM_MASTER_KEY: masterKey })
    await firstMessage(child)
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  test('ends by itself when its supervisor goes while it starts', async () => {
    const { child } = start('main.ts', { LITELLM_MASTER_KEY: masterKey })
    child.disconnect()
    expect((await once(child, 'exit'))[1]).toBeNull()
  })
})

describe('what it cannot start with is told once, with a remedy and exit code 78', () => {
  test.each([
    [{}, /No master key/, /LITELLM_MASTER_KEY/],
    [{ KANSOKU_GATEWAY_PORT: 'x' }, /KANSOKU_GATEWAY_PORT has the value "x"/, /port/],
    [
      { LITELLM_MASTER_KEY: masterKey, KANSOKU_CONFIG: '/nowhere.yaml' },
      /nowhere\.yaml: The file does not exist/,
      /-c/,
    ],
  ])('%j', async (env, message, remedy) => {
    const { child, output } = start('main.ts', env)
    const [told, [code]] = await Promise.all([firstMessage(child), once(child, 'exit')])
    expect({ ...told, code }).toMatchObject({
      type: 'fatal',
      code: 78,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    })
    expect(output()).toMatch(message)
  })
})

test('a config file is checked without starting anything', async () => {
  const good = join(dataDir, 'good.yaml')
  const bad = join(dataDir, 'bad.yaml')
  await writeFile(
    good,
    'model_list: [{model_name: a, litellm_params: {model: openai/gpt-4o}}]\nlitellm_settings: {num_retry: 1}\n',
  )
  await writeFile(bad, 'model_list: {a: b}\n')
  const check = async (...args: string[]) => {
    const { child, output } = start('check.ts', {}, args)
    const [code] = await once(child, 'exit')
    return { code, output: output() }
  }
  expect(await check(good)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/model {3}a .*openai\/gpt-4o\nwarning good\.yaml:2: .*num_retries/),
  })
  expect(await check(bad)).toMatchObject({
    code: 1,
    output: expect.stringMatching(/error {3}bad\.yaml:1: model_list is not a list/),
  })
  expect(JSON.parse((await check('--json', good)).output)).toMatchObject({
    models: [{ name: 'a' }],
    errors: [],
  })
})

test('a port in use is named', async () => {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const address = holder.address()
  const port = typeof address === 'object' && address ? String(address.port) : ''
  const { child } = start('main.ts', { LITELLM_MASTER_KEY: masterKey, KANSOKU_GATEWAY_PORT: port })
  const [message, [code]] = await Promise.all([firstMessage(child), once(child, 'exit')])
  expect({ ...message, code }).toMatchObject({
    type: 'fatal',
    code: 78,
    message: expect.stringContaining(`127.0.0.1:${port} is in use`),
  })
  holder.close()
}, 20_000)
