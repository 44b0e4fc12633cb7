import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Failure } from '../../failure.ts'
import { SupervisorFailure } from '../../supervisor/failure.ts'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import { createTerminal } from '../../terminal.ts'
import { listenForRestart, readRefusal, requestRestart } from './restart-request.ts'

test('a request that cannot be read is reported and does not end the supervisor', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kansoku-restart-'))
  // A folder where the file should be can be neither read nor removed.
  await mkdir(join(dataDir, 'run/restart.json'), { recursive: true })
  const terminal = { ...createTerminal('en'), say: vi.fn(), fail: vi.fn() }
  const restart = vi.fn()
  const listening = listenForRestart(
    terminal,
    { restart } as unknown as Supervisor,
    dataDir,
    Promise.resolve(),
  )
  process.emit('SIGUSR2')
  await vi.waitUntil(() => terminal.fail.mock.calls.length > 0)
  expect(terminal.fail.mock.calls[0]?.[0]).toBe('restart.failed')
  expect(restart).not.toHaveBeenCalled()
  listening.dispose()
  await rm(dataDir, { recursive: true })
})

test.each([
  [new Failure('config.missing', { name: '--config' }), 'restart.kept'],
  [new SupervisorFailure('child.slow', { name: 'gateway', seconds: 9 }, { tail: ['why'] }), 'restart.failed'],
])('who asked for a restart that fails is told why: %s', async (error, told) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'kansoku-restart-'))
  await mkdir(join(dataDir, 'run'))
  const terminal = { ...createTerminal('en'), say: vi.fn(), fail: vi.fn() }
  const restart = vi.fn(async () => Promise.reject(error))
  const supervisor = { restart } as unknown as Supervisor
  const listening = listenForRestart(terminal, supervisor, dataDir, Promise.resolve())
  const id = await requestRestart(dataDir, process.pid, ['gateway'])
  const refusal = await vi.waitUntil(() => readRefusal(dataDir, id))
  expect(refusal).toEqual(error)
  expect(restart).toHaveBeenCalledWith(['gateway'])
  expect(terminal.fail.mock.calls.at(-1)?.[0]).toBe(told)
  expect(await readRefusal(dataDir, id)).toBeUndefined()
  listening.dispose()
  await rm(dataDir, { recursive: true })
})
