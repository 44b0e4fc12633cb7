import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const bin = join(import.meta.dirname, '../bin/kansoku.js')
const workshop = join(import.meta.dirname, '../../../packages/routing/fixtures/workshop')

let cwd: string
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'kansoku-cli-'))
  await chmod(cwd, 0o755)
})
afterEach(() => rm(cwd, { recursive: true, force: true }))

/** Runs the CLI as a user does, in a folder of its own. */
async function kansoku(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      HOME: cwd,
      LANG: 'en_US.UTF-8',
      KANSOKU_DATA_DIR: join(cwd, 'data'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    },
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stdin.end()
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: Buffer.concat(chunks).toString('utf8') }
}

const japanese = { LANG: 'ja_JP.UTF-8' }

/** Two ports that nobody listens on, though a product may be running on this machine. */
async function freePorts() {
  const servers = [createServer(), createServer()]
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening')
  const [server = '', gateway = ''] = servers.map((server) => String((server.address() as AddressInfo).port))
  for (const server of servers) await once(server.close(), 'close')
  return { KANSOKU_PORT: server, KANSOKU_GATEWAY_PORT: gateway }
}

describe('help and mistakes on the command line', () => {
  test('help is complete in both languages', async () => {
    const english = await kansoku(['--help'])
    expect(english).toMatchObject({ code: 0, output: expect.stringContaining('Usage: kansoku') })
    const translated = await kansoku(['--help'], japanese)
    expect(translated).toMatchObject({ code: 0, output: expect.stringContaining('使い方: kansoku') })
    const commands = 'start stop restart status logs demo gateway doctor'.split(' ')
    for (const command of commands) expect(translated.output).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    for (const line of translated.output.split('\n').filter((text) => /^ {2}(-|[a-z])/.test(text))) {
      if (!line.includes('[options]')) expect(line).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    }
  })

  test.each([
    [['--nope'], 'There is no option --nope.', '--nope というオプションはありません。'],
    [['nope'], 'There is no command nope.', 'nope というコマンドはありません。'],
    [['start', '--port'], '--port <port> needs a value.', '--port <port> には値が必要です。'],
    [['logs', '-n', 'many'], '--lines is "many"; it must be a whole', '--lines の値は "many" です。整数'],
  ] as const)('%j', async (args, english, translated) => {
    expect(await kansoku(args)).toMatchObject({ code: 2, output: expect.stringContaining(english) })
    expect(await kansoku(['--lang', 'ja', ...args])).toMatchObject({
      code: 2,
      output: expect.stringContaining(translated),
    })
  })

  test('a language that there is not is refused with those that there are', async () => {
    const refused = { code: 2, output: '✖ --lang is "fr"; there are: en, ja.\n' }
    expect(await kansoku(['--lang', 'fr', 'status'])).toEqual(refused)
    expect(await kansoku(['status', '--lang=fr'])).toEqual(refused)
    expect(await kansoku(['status', '--lang', 'fr'], japanese)).toEqual({
      code: 2,
      output: '✖ --lang の値は "fr" です。使える言語: en, ja\n',
    })
  })

  test('a command that groups others shows what there is', async () => {
    const { code, output } = await kansoku(['gateway'])
    expect([code, output]).toEqual([2, expect.stringContaining('check')])
    expect(output).not.toContain('outputHelp')
  })
})

describe('with nothing running', () => {
  test('status, stop and logs say so', async () => {
    expect(await kansoku(['status'])).toMatchObject({
      code: 3,
      output: expect.stringContaining('Nothing runs on'),
    })
    expect(await kansoku(['stop'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Nothing runs on'),
    })
    expect(await kansoku(['logs'])).toMatchObject({ code: 1, output: expect.stringContaining('no logs') })
    expect(await kansoku(['logs', 'web'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('server, gateway'),
    })
  })

  test('the demo tells how to start', async () => {
    const answer = await kansoku(['demo', '--gateway-port', '1'])
    expect(answer).toMatchObject({ code: 1, output: expect.stringContaining('npm start') })
  })
})

describe('what keeps it from starting is named with a remedy', () => {
  test.each([
    ['-c none.yml', '--config names none.yml, which does not exist'],
    ['-e none.env', 'There is no env file'],
    ['--port 70000', '--port is "70000"'],
    ['--detailed_debug -c none.yml start', '--config names none.yml'],
    ['start --config none.yml --detailed_debug', '--config names none.yml'],
  ])('%s', async (line, expected) => {
    const answer = await kansoku(line.split(' '), await freePorts())
    expect(answer.code).toBeGreaterThan(0)
    expect(answer.output).toContain(expected)
  })

  test('a port in use, with the process that has it', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? String(address?.port) : ''
    const answer = await kansoku(['start', '--port', port], japanese)
    expect(answer.code).toBe(1)
    expect(answer.output).toContain(`ポート ${port} はプロセス ${process.pid}`)
    expect(answer.output).toContain('--port')
    server.close()
  })

  test('a server that does not exist, with the switch that does without it', async () => {
    const answer = await kansoku(['start', '--port', '1', '--gateway-port', '2'], {
      DATABASE_URL: 'postgresql://user:hunter2@nowhere.invalid/db',
      KANSOKU_PORT: '1',
    })
    expect(answer.code).not.toBe(0)
    expect(answer.output).toMatch(/DATABASE_URL: nowhere\.invalid:5432 cannot be reached|Port 1 /)
    expect(answer.output).not.toContain('hunter2')
  })

  test('a data folder that is a file', async () => {
    await writeFile(join(cwd, 'data'), '')
    const answer = await kansoku(['start'], await freePorts())
    expect(answer).toMatchObject({ code: 1, output: expect.stringContaining('cannot be written') })
  })
})

describe('gateway check', () => {
  const files = [
    '2.litellm/iam_role_config.yml',
    '2.litellm/access_key_config.yml',
    '2.litellm/iam_role_config_claude.yml',
    '2.litellm/iam_role_config_claude4.yml',
    '2.litellm/prompt_caching.yml',
    '4.langfuse/iam_role_config.yml',
    '4.langfuse/access_key_config.yml',
    '4.langfuse/prompt_caching.yml',
    '5.mlflow/default_config.yml',
  ]

  const check = (file: string, environment?: NodeJS.ProcessEnv) =>
    kansoku(
      ['gateway', 'check', '-c', join(workshop, file), '-e', join(workshop, '2.litellm/.env.example')],
      environment,
    )
  const remarks = (output: string) => output.split('\n').filter((line) => line.startsWith('!'))

  test.each(files)('%s loads; each remark names its line and is in Japanese', async (file) => {
    const { code, output } = await check(file, japanese)
    expect(code).toBe(0)
    expect(remarks(output).length).toBeGreaterThan(0)
    for (const remark of remarks(output)) expect(remark).toMatch(/:\d+ .*[\u3040-\u30ff]/)
  })

  test('lists the models and what each key without effect may have meant', async () => {
    const { code, output } = await check('4.langfuse/iam_role_config.yml')
    expect(code).toBe(0)
    expect(output).toContain('bedrock-us-claude-3-5-sonnet-v2  →  bedrock/converse/us.anthropic')
    expect(output).toMatch(/iam_role_config\.yml:\d+ {2}router_settings\.retries: .*num_retries/)
    expect(output).toMatch(/loads: 4 models, \d+ remarks/)
  })

  test('a file that is no YAML ends with an error, the line and what to do, in both languages', async () => {
    await writeFile(join(cwd, 'bad.yml'), 'model_list:\n  - a: [1\n')
    const { code, output } = await kansoku(['gateway', 'check', '-c', 'bad.yml'])
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/bad\.yml:\d {2}Invalid YAML: .*\n {2}→ Check the/),
    ])
    const translated = await kansoku(['gateway', 'check', '-c', 'bad.yml'], japanese)
    expect(translated.output).toMatch(/bad\.yml:\d {2}YAML として読めません: .*\n {2}→ その行と/)
  })

  test('all errors of a file are told in one go, in both languages', async () => {
    await writeFile(
      join(cwd, 'bad.yml'),
      'model_list:\n  - model_name: a\n  - litellm_params: {model: openai/b, timeout: soon}\nlitellm_settings: {num_retries: many}\n',
    )
    const { code, output } = await kansoku(['gateway', 'check', '-c', 'bad.yml'])
    expect(code).toBe(1)
    for (const told of [
      /bad\.yml:2 {2}.*no litellm_params.*\n {2}→ Add/,
      /bad\.yml:3 {2}.*no model_name.*\n {2}→ Add/,
      /bad\.yml:3 {2}.*timeout.*\n {2}→ Write a number/,
      /bad\.yml:4 {2}.*num_retries.*\n {2}→ Write a number/,
      /does not load: 4 errors, listed above/,
    ])
      expect(output).toMatch(told)
    const translated = await kansoku(['gateway', 'check', '-c', 'bad.yml'], japanese)
    expect(translated.output).toContain('上に示した 4 件の誤り')
  })

  test('credentials that are missing or made up, and a region that nobody set, are told with a remedy', async () => {
    const config = join(workshop, '2.litellm/iam_role_config.yml')
    const without = await kansoku(['gateway', 'check', '-c', config])
    expect(without.output).toMatch(
      /aws_credentials: no AWS credentials are set.* Elsewhere set AWS_ACCESS_KEY_ID/,
    )
    expect(without.output).toMatch(
      /aws_region_name: AWS_REGION_NAME is not set.* go to us-west-2 \(the default\)/,
    )
    const examples = await check('5.mlflow/default_config.yml', {
      AWS_ACCESS_KEY_ID: 'your-access-key',
      AWS_SECRET_ACCESS_KEY: 'your-secret-key',
    })
    expect(examples.output).toContain(
      'hold the placeholder "your-access-key", which AWS refuses. Put your own',
    )
    expect(examples.output).not.toContain('no AWS credentials')
  })
})

describe('doctor', () => {
  test('finds a machine that can start, and says what it looked at', async () => {
    const answer = await kansoku(['doctor'], await freePorts())
    expect(answer.output).toContain('Ready to start')
    expect(answer.output).toContain('Node 24')
    expect(answer.code).toBe(0)
  })

  test('finds missing credentials and unreachable servers, each with a remedy', async () => {
    await mkdir(join(cwd, 'data'))
    const config = join(workshop, '2.litellm/iam_role_config.yml')
    const answer = await kansoku(['doctor', '-c', config], {
      ...(await freePorts()),
      ...japanese,
      CLICKHOUSE_URL: 'http://127.0.0.1:1',
    })
    expect(answer.code).toBe(1)
    expect(answer.output).toContain('CLICKHOUSE_URL: 127.0.0.1:1 に接続できません(ECONNREFUSED)')
    expect(answer.output).toContain('AWS の認証情報が見つかりません')
    expect(answer.output).toContain('AWS_PROFILE')
    const withKeys = await kansoku(['doctor', '-c', config], {
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'very-secret-value',
    })
    expect(withKeys.output).toContain('AWS credentials: AWS_ACCESS_KEY_ID')
    expect(withKeys.output).not.toContain('very-secret-value')
  })
})
