import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Failure } from '../../failure.ts'
import { SupervisorFailure } from '../../supervisor/failure.ts'
import { lockDataFolder } from '../../supervisor/supervisor.ts'
import { createTerminal } from '../../terminal.ts'
import { Asked, fulfilWith } from './fulfil.ts'
import { listenForRequests, request } from './request.ts'

let dataDir: string
let lock: { release(): Promise<void> }
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-request-'))
  lock = await lockDataFolder(dataDir)
})
afterEach(async () => {
  await lock.release()
  await rm(dataDir, { recursive: true })
})

const terminal = { ...createTerminal('en'), say: vi.fn(), fail: vi.fn(), detail: vi.fn() }
const context = { terminal, flags: { envFile: ['a.env'], config: 'a.yml' }, cwd: '/', environment: {} }
const files = { config: '/b.yml', envFiles: [] }

function supervise(act: () => Promise<never[]>) {
  const asked = new Asked(context)
  const supervisor = { restart: vi.fn(async () => void (await act())), update: vi.fn(act) }
  const listening = listenForRequests(dataDir, Promise.resolve(), fulfilWith(supervisor, asked))
  return { asked, supervisor, listening }
}

test('a request that cannot be read is passed over', async () => {
  const { supervisor, listening } = supervise(async () => [])
  // A folder where the file should be can be neither read nor removed.
  await mkdir(join(dataDir, 'run/request.json'))
  process.emit('SIGUSR2')
  await rm(join(dataDir, 'run/request.json'), { recursive: true })
  await request(dataDir, process.pid, { kind: 'restart', names: ['gateway'], ...files })
  expect(supervisor.restart.mock.calls).toEqual([[['gateway']]])
  listening.dispose()
})

test('files of a wish that is fulfilled count from then on, beside those of before', async () => {
  const { asked, listening } = supervise(async () => [])
  await request(dataDir, process.pid, { kind: 'update', ...files })
  expect(asked.context.flags).toEqual({ config: '/b.yml', envFile: ['a.env'] })
  listening.dispose()
})

test.each([
  [new Failure('config.missing', { name: '--config' }), 'restart.kept'],
  [new SupervisorFailure('child.slow', { name: 'gateway', seconds: 9 }, { tail: ['why'] }), 'restart.failed'],
])('who asked for a restart that fails is told why: %s', async (error, told) => {
  const { listening } = supervise(async () => Promise.reject(error))
  const wish = { kind: 'restart', names: ['gateway'], ...files } as const
  await expect(request(dataDir, process.pid, wish)).rejects.toEqual(error)
  expect(terminal.fail.mock.calls.map(([key]) => key)).toContain(told)
  listening.dispose()
})

test('an update that fails leaves the files of before', async () => {
  const error = new SupervisorFailure('child.fatal', { name: 'gateway', message: 'no', remedy: 'mend it' })
  const { asked, listening } = supervise(async () => Promise.reject(error))
  await expect(request(dataDir, process.pid, { kind: 'update', ...files })).rejects.toEqual(error)
  expect(asked.context).toBe(context)
  listening.dispose()
})
