import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import { createTerminal } from '../../terminal.ts'
import { listenForRestart } from './restart-request.ts'

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
