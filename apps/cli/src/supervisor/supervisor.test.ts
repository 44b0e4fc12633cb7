import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SupervisorFailure } from './failure.ts'
import { lockDataFolder, runPaths, Supervisor, type SupervisorOptions } from './supervisor.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let dataDir: string
const running: Supervisor[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-supervisor-'))
  await chmod(dataDir, 0o755)
})
afterEach(async () => {
  for (const supervisor of running.splice(0)) await supervisor.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const fake = join(import.meta.dirname, 'fixtures/fake-program.ts')

const described = {
  host: null,
  port: 3000,
  gatewayPort: 4000,
  configFile: null,
  envFiles: [],
  embedded: false,
}

function supervise(
  behaviours: { server?: string; gateway?: string } = {},
  options: Partial<SupervisorOptions> = {},
): Supervisor {
  const program = (name: 'server' | 'gateway') => ({
    entry: fake,
    environment: {
      FAKE: behaviours[name] ?? 'serve',
      FAKE_NAME: name,
      FAKE_LOG: join(dataDir, 'events.log'),
    },
  })
  const supervisor = new Supervisor({
    dataDir,
    cwd: dataDir,
    privatePostgres: false,
    programs: async () => ({
      describe: described,
      server: program('server'),
      gateway: program('gateway'),
    }),
    describe: described,
    ...options,
  })
  running.push(supervisor)
  return supervisor
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 1_000) throw new Error('waited in vain')
    await delay(20)
  }
}

function pidOf(supervisor: Supervisor, name: string): number {
  return supervisor.children.find((child) => child.name === name)?.pid ?? 0
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const events = async () => (await readFile(join(dataDir, 'events.log'), 'utf8')).trim().split('\n')

test('both programs come up, are recorded for other commands, and stop in order', async () => {
  const remarks: string[] = []
  const onRemarks: SupervisorOptions['onRemarks'] = (given) =>
    remarks.push(...given.map(({ message }) => message))
  const notices: string[] = []
  const supervisor = supervise({}, { onRemarks, onNotice: (notice) => notices.push(notice) })
  await supervisor.start()
  const state = JSON.parse(await readFile(runPaths(dataDir).state, 'utf8'))
  expect(state).toMatchObject({ ready: true, port: 3000, supervisor: { pid: process.pid } })
  expect(state.children.map((child: { name: string; state: string }) => [child.name, child.state])).toEqual([
    ['server', 'ready'],
    ['gateway', 'ready'],
  ])
  expect(remarks).toEqual(['has no effect', 'has no effect'])
  expect(notices).toEqual(['mind the gap', 'mind the gap'])
  await supervisor.stop()
  expect((await events()).slice(-2)).toEqual(['gateway stops', 'server stops'])
  expect(await readdir(runPaths(dataDir).run)).toEqual([])
})

test('a program that is killed comes back at once, under a new process', async () => {
  const states: string[] = []
  const supervisor = supervise({}, { onChange: (child) => states.push(`${child.name} ${child.state}`) })
  await supervisor.start()
  const before = pidOf(supervisor, 'gateway')
  process.kill(before, 'SIGKILL')
  await until(() => states.at(-1) === 'gateway ready' && pidOf(supervisor, 'gateway') !== before)
  expect(isAlive(before)).toBe(false)
  expect(supervisor.children.map((child) => child.restarts)).toEqual([0, 1])
  expect(states).toContain('gateway waiting')
})

test('a program that refuses its settings is not tried again, and its own words are passed on', async () => {
  const failure = await supervise({ gateway: 'refuse' })
    .start()
    .catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(SupervisorFailure)
  expect(failure).toMatchObject({
    kind: 'child.fatal',
    permanent: true,
    values: { name: 'gateway', message: 'LITELLM_X is wrong', remedy: 'mend LITELLM_X' },
  })
  expect((await events()).filter((line) => /^gateway \d/.test(line))).toHaveLength(1)
})

test('a program that never comes up fails the start after three tries, with the end of its log', async () => {
  const failure = await supervise({ server: 'crash' })
    .start()
    .catch((error: unknown) => error)
  expect(failure).toMatchObject({ kind: 'child.failed', values: { name: 'server', how: 'exit 3' } })
  expect((failure as SupervisorFailure).tail.join('\n')).toContain('the reason for it')
  expect((await events()).filter((line) => /^server \d/.test(line))).toHaveLength(3)
})

test('a stop while programs are starting ends them', async () => {
  const supervisor = supervise({ server: 'slow' })
  const started = supervisor.start().catch((error: unknown) => error)
  await until(() => pidOf(supervisor, 'server') > 0 && pidOf(supervisor, 'gateway') > 0)
  const pids = [pidOf(supervisor, 'server'), pidOf(supervisor, 'gateway')]
  await supervisor.stop()
  expect(await started).toMatchObject({ kind: 'stopped' })
  expect(pids.map(isAlive)).toEqual([false, false])
})

test('a restart makes the settings anew and leaves the other program alone', async () => {
  const supervisor = supervise()
  await supervisor.start()
  const before = { server: pidOf(supervisor, 'server'), gateway: pidOf(supervisor, 'gateway') }
  await supervisor.restart(['gateway'])
  expect(pidOf(supervisor, 'server')).toBe(before.server)
  expect(pidOf(supervisor, 'gateway')).not.toBe(before.gateway)
})

test('an update while the gateway waits for its next try is tried at once, and is undone when it fails', async () => {
  const behaviours = { gateway: 'serve' }
  const program = (name: 'server' | 'gateway') => ({
    entry: fake,
    environment: { FAKE: name === 'gateway' ? behaviours.gateway : 'serve', FAKE_NAME: name },
  })
  let updated: Promise<unknown> | undefined
  const supervisor = supervise(
    {},
    {
      programs: async () => ({
        describe: described,
        server: program('server'),
        gateway: program('gateway'),
      }),
      onChange: ({ state }) => {
        if (state === 'waiting') updated ??= supervisor.update().catch((error: unknown) => error)
      },
    },
  )
  await supervisor.start()
  const updateAtNextEnd = async (behaviour: string) => {
    behaviours.gateway = behaviour
    updated = undefined
    process.kill(pidOf(supervisor, 'gateway'), 'SIGKILL')
    await until(() => updated !== undefined)
    return updated
  }
  expect(await updateAtNextEnd('refuse')).toMatchObject({ kind: 'child.fatal' })
  await until(() => supervisor.children.every(({ state }) => state === 'ready'))
  expect(await updateAtNextEnd('serve')).toEqual([])
  expect(supervisor.children.map(({ state }) => state)).toEqual(['ready', 'ready'])
})

test('an update that a stop overtakes starts nothing', async () => {
  const made = Promise.withResolvers<void>()
  let wait = false
  const program = { entry: fake, environment: { FAKE: 'serve' } }
  const supervisor = supervise(
    {},
    {
      programs: async () => {
        if (wait) await made.promise
        return { describe: described, server: program, gateway: program }
      },
    },
  )
  await supervisor.start()
  wait = true
  const updated = supervisor.update().catch((error: unknown) => error)
  await supervisor.stop()
  made.resolve()
  expect(await updated).toMatchObject({ kind: 'stopped' })
  expect(supervisor.children.map(({ pid }) => pid)).toEqual([undefined, undefined])
  expect(await readdir(runPaths(dataDir).run)).toEqual([])
})

test('a second instance on the same folder hears who has it', async () => {
  const lock = await lockDataFolder(dataDir)
  await expect(lockDataFolder(dataDir)).rejects.toMatchObject({
    kind: 'folder.busy',
    values: { pid: process.pid },
  })
  await lock.release()
  await (await lockDataFolder(dataDir)).release()
})

test('kill -9 of a supervisor ends even a program that ignores it, and the next start finds the folder free', async () => {
  const { pid, children, exited } = await superviseElsewhere('deaf')
  expect(children.map(isAlive)).toEqual([true, true])
  process.kill(pid, 'SIGKILL')
  await exited
  await until(() => !children.some(isAlive))
  const lock = await lockDataFolder(dataDir)
  await supervise().start()
  await lock.release()
})

test.runIf(process.platform === 'linux')(
  'the private Postgres serves on a socket that only its user can reach',
  async () => {
    const supervisor = supervise({}, { privatePostgres: true })
    await supervisor.start()
    const pid = pidOf(supervisor, 'postgres')
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    expect(status).not.toMatch(/^Uid:\s+0/m)
    const state = JSON.parse(await readFile(runPaths(dataDir).state, 'utf8'))
    expect((await stat(state.socketFolder)).mode & 0o777).toBe(0o700)
    expect(await readdir(state.socketFolder)).toContain('.s.PGSQL.5432')
    process.kill(pid, 'SIGKILL')
    await until(() => pidOf(supervisor, 'postgres') !== pid && supervisor.children[0]?.state === 'ready')
    await supervisor.stop()
    expect(await readdir(join(dataDir, 'postgres/data'))).not.toContain('postmaster.pid')
  },
)

test('a Postgres whose supervisor was killed ends by itself, and its data opens again', async () => {
  const { pid, children, exited } = await superviseElsewhere('serve', true)
  expect(children).toHaveLength(3)
  process.kill(pid, 'SIGKILL')
  await exited
  await until(() => !children.some(isAlive))
  await supervise({}, { privatePostgres: true }).start()
})

/** A supervisor in a process of its own, which can be killed. */
async function superviseElsewhere(behaviour: string, privatePostgres = false) {
  const script = `
    import { lockDataFolder, Supervisor } from ${JSON.stringify(join(import.meta.dirname, 'supervisor.ts'))}
    const [dataDir, entry, behaviour, privatePostgres] = process.argv.slice(1)
    await lockDataFolder(dataDir)
    const program = { entry, environment: { FAKE: behaviour } }
    const supervisor = new Supervisor({
      dataDir, cwd: dataDir, privatePostgres: privatePostgres === 'true',
      programs: async () => ({ server: program, gateway: program }),
      describe: { host: null, port: 1, gatewayPort: 2, configFile: null, envFiles: [], embedded: false },
    })
    await supervisor.start()
    console.log(JSON.stringify(supervisor.children.map((child) => child.pid)))`
  const args = ['--input-type=module', '-e', script, dataDir, fake, behaviour, String(privatePostgres)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return { pid: child.pid ?? 0, children: JSON.parse(line.toString()) as number[], exited }
}
