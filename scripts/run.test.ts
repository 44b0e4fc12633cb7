import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

/** A checkout with a CLI that prints what it is given, and an npm that notes its calls. */
let checkout: string
beforeEach(async () => {
  checkout = await realpath(await mkdtemp(join(tmpdir(), 'kansoku-run-')))
  await mkdir(join(checkout, 'apps/cli/src'), { recursive: true })
  await mkdir(join(checkout, 'npm'))
  for (const name of ['run.js', 'run'])
    await cp(join(import.meta.dirname, name), join(checkout, 'scripts', name), { recursive: true })
  await writeFile(join(checkout, 'package.json'), '{"type":"module"}')
  await writeFile(join(checkout, 'package-lock.json'), '{"version":1}')
  await writeFile(
    join(checkout, 'apps/cli/src/main.ts'),
    'console.log(JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd() }))',
  )
  await writeFile(join(checkout, 'npm/npm-cli.js'), fakeNpm)
})
afterEach(() => rm(checkout, { recursive: true, force: true }))

/** Takes a while, as npm does, so that a second start has the chance to come in between. */
const fakeNpm = `
import { appendFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
appendFileSync('npm.calls', process.argv.slice(2).join(' ') + '\\n')
rmSync('node_modules', { recursive: true, force: true })
if (process.env.FAKE_NPM === 'fail') {
  console.error('npm error code ENOTFOUND')
  process.exitCode = 1
} else if (process.env.FAKE_NPM === 'killed') {
  process.kill(process.pid, 'SIGKILL')
} else if (process.env.FAKE_NPM === 'hang') {
  setInterval(() => {}, 1000)
} else {
  setTimeout(() => {
    mkdirSync('node_modules/.bin', { recursive: true })
    symlinkSync(process.execPath, 'node_modules/.bin/node')
  }, 300)
}`

interface RunOptions {
  readonly args?: readonly string[]
  readonly cwd?: string
  readonly environment?: NodeJS.ProcessEnv
}

function begin({ args = ['cli'], cwd = checkout, environment = {} }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [join(checkout, 'scripts/run.js'), ...args], {
    cwd,
    env: {
      PATH: process.env.PATH,
      LANG: 'en_US.UTF-8',
      npm_execpath: join(checkout, 'npm/npm-cli.js'),
      // No port is looked at, whatever runs on this machine.
      KANSOKU_PORT: '0',
      KANSOKU_GATEWAY_PORT: '0',
      ...environment,
    },
  })
}

async function run(options: RunOptions = {}) {
  const child = begin(options)
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: Buffer.concat(chunks).toString('utf8') }
}

const npmCalls = async () =>
  (await readFile(join(checkout, 'npm.calls'), 'utf8').catch(() => '')).split('\n').filter(Boolean)

test('what the processes load is compiled ahead, and nothing is started by that', async () => {
  const cache = join(checkout, 'compile-cache')
  const compiler = spawn(process.execPath, [join(import.meta.dirname, 'compile-sources.js')], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: cache },
  })
  const output: Buffer[] = []
  for (const stream of [compiler.stdout, compiler.stderr]) stream.on('data', (chunk) => output.push(chunk))
  const [code] = await once(compiler, 'close')
  expect([code, Buffer.concat(output).toString()]).toEqual([0, ''])
  expect((await readdir(cache, { recursive: true })).length).toBeGreaterThan(300)
})

test('the first start installs, the second one does not', async () => {
  const first = await run({ args: ['start', '--embedded', '-c', 'x.yml'] })
  // A start needs the web UI, which this checkout lacks.
  expect(first.output).toContain('Packages installed')
  const second = await run({ args: ['cli', 'status', '--secrets'] })
  expect(second.output.trim()).toBe(JSON.stringify({ args: ['status', '--secrets'], cwd: checkout }))
  const calls = await npmCalls()
  expect(calls).toHaveLength(1)
  expect(calls[0]).toMatch(/^ci .*--include=dev --include=optional --ignore-scripts=false/)
})

test('a changed lockfile, a lost stamp or a lost Node installs again', async () => {
  await run()
  await writeFile(join(checkout, 'package-lock.json'), '{"version":2}')
  await run()
  await rm(join(checkout, 'node_modules/.kansoku-stamp'))
  await run()
  await rm(join(checkout, 'node_modules/.bin/node'))
  expect((await run()).code).toBe(0)
  expect(await npmCalls()).toHaveLength(4)
})

test('an installation that fails shows why and what to do, and is taken up again', async () => {
  const failed = await run({ environment: { FAKE_NPM: 'fail' } })
  expect(failed.code).toBe(1)
  expect(failed.output).toContain('ENOTFOUND')
  expect(failed.output).toContain('The package registry could not be reached')
  const japanese = await run({ environment: { FAKE_NPM: 'fail', LANG: 'ja_JP.UTF-8' } })
  expect(japanese.output).toContain('パッケージレジストリに接続できません')
  expect((await run()).code).toBe(0)
})

test('an installation that was interrupted is not taken for done', async () => {
  const child = begin({ environment: { FAKE_NPM: 'hang' } })
  while ((await npmCalls()).length === 0) await delay(20)
  const chunks: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.kill('SIGINT')
  const [code] = (await once(child, 'close')) as [number | null]
  expect(code).toBe(130)
  expect(Buffer.concat(chunks).toString()).toMatch(/^Interrupted\. Start again/m)
  expect((await run()).code).toBe(0)
  expect(await npmCalls()).toHaveLength(2)
})

test('an installation that the system ended says so', async () => {
  const { code, output } = await run({ environment: { FAKE_NPM: 'killed' } })
  expect(code).toBe(1)
  expect(output).toContain('It was ended by the signal SIGKILL.')
  expect(output).toContain('lack of memory')
})

describe('what the CLI would refuse is refused before anything is installed', () => {
  let busy: number
  const other = createServer()
  beforeAll(async () => {
    other.listen(0, '127.0.0.1')
    await once(other, 'listening')
    busy = (other.address() as AddressInfo).port
  })
  afterAll(() => other.close())

  test('a port in use: by flag, by variable, by env file', async () => {
    await writeFile(join(checkout, 'my.env'), `export KANSOKU_GATEWAY_PORT="${busy}" # mine\n`)
    const starts: readonly [RunOptions, flag: string][] = [
      [{ args: ['start', '--port', `${busy}`] }, '--port'],
      [{ args: ['start', '--gateway-port=0', '--port', `${busy}`] }, '--port'],
      [{ args: ['start'], environment: { KANSOKU_GATEWAY_PORT: `${busy}` } }, '--gateway-port'],
      [{ args: ['start', '-e', 'my.env'], environment: { KANSOKU_GATEWAY_PORT: '' } }, '--gateway-port'],
    ]
    for (const [options, flag] of starts) {
      const { code, output } = await run(options)
      expect(code, output).toBe(1)
      expect(output).toContain(`Port ${busy} is in use by another program`)
      expect(output).toMatch(new RegExp(`npm start -- ${flag} \\d+\n$`))
    }
    expect(await npmCalls()).toEqual([])
  })

  test('a language that there is not', async () => {
    const { code, output } = await run({
      args: ['start', '--lang', 'fr'],
      environment: { LANG: 'ja_JP.UTF-8' },
    })
    expect([code, output]).toEqual([2, '--lang の値は "fr" です。使える言語: en, ja\n'])
    expect(await npmCalls()).toEqual([])
  })

  test('commands that start nothing need no port', async () => {
    expect((await run({ args: ['cli', 'status', '--port', `${busy}`] })).code).toBe(0)
  })
})

test('a lock of a start that was killed does not stand in the way', async () => {
  await mkdir(join(checkout, '.kansoku'))
  await writeFile(join(checkout, '.kansoku/install.lock'), `${2 ** 22 + 1} gone`)
  expect((await run()).code).toBe(0)
})

test('of several starts at once one installs, and all go on', async () => {
  const all = await Promise.all([run(), run(), run()])
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0])
  expect(await npmCalls()).toHaveLength(1)
})

test('relative paths count from where the user stands, not from the checkout', async () => {
  const elsewhere = join(checkout, 'elsewhere')
  await mkdir(elsewhere)
  await run()
  const byNpm = { npm_lifecycle_event: 'start', INIT_CWD: elsewhere }
  expect((await run({ environment: byNpm })).output).toContain(JSON.stringify(elsewhere))
  // A shell that was itself started by an npm script still has the variables.
  expect((await run({ cwd: elsewhere, environment: { INIT_CWD: '/' } })).output).toContain(
    JSON.stringify(elsewhere),
  )
})

test('the web UI is built when it is missing and when one of its sources has changed', async () => {
  await mkdir(join(checkout, 'apps/web/src'), { recursive: true })
  for (const folder of ['packages/contracts', 'packages/conversations', 'sdks/js'])
    await mkdir(join(checkout, folder), { recursive: true })
  await writeFile(join(checkout, 'apps/web/src/main.tsx'), '1')
  await run()
  await mkdir(join(checkout, 'vite/bin'), { recursive: true })
  await writeFile(join(checkout, 'vite/bin/vite.js'), fakeVite)
  await symlink(join(checkout, 'vite'), join(checkout, 'node_modules/vite'))
  const start = () => run({ args: ['start'] })
  expect((await start()).output).toContain('Web UI built')
  expect((await start()).output).not.toContain('Web UI built')
  for (const source of ['apps/web/src/main.tsx', 'packages/conversations/index.ts']) {
    await writeFile(join(checkout, source), '2')
    expect((await start()).output).toContain('Web UI built')
  }
  await rm(join(checkout, 'apps/web/dist'), { recursive: true })
  expect((await start()).output).toContain('Web UI built')
  expect(await readFile(join(checkout, 'apps/web/dist/index.html'), 'utf8')).toBe('built')
})

const fakeVite = `
import { mkdirSync, writeFileSync } from 'node:fs'
const folder = process.argv[process.argv.indexOf('--outDir') + 1]
mkdirSync(folder, { recursive: true })
writeFileSync(folder + '/index.html', 'built')`

test('on a Node that cannot replace itself, signals and the exit code are passed on', async () => {
  await run()
  await writeFile(
    join(checkout, 'apps/cli/src/main.ts'),
    `const idle = setInterval(() => {}, 1000)
     process.on('SIGTERM', () => { clearInterval(idle); process.exitCode = 7; process.disconnect() })
     console.log('up')`,
  )
  const environment = { NODE_OPTIONS: '--import=data:text/javascript,process.execve=undefined' }
  const child = begin({ environment })
  await once(child.stdout ?? child, 'data')
  child.kill('SIGTERM')
  expect(await once(child, 'close')).toEqual([7, null])
})

test('an unknown script says what there is', async () => {
  const answer = await run({ args: ['nope'] })
  expect(answer.code).toBe(1)
  expect(answer.output).toContain('npm run demo')
})
