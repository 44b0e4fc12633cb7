import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { ClickHouseEmulator, ClickHouseEmulatorOptions } from './clickhouse-emulator.ts'

export interface SpawnedClickHouseEmulator extends ClickHouseEmulator {
  readonly pid: number
  /** Ends it with SIGKILL, as a crash would. */
  kill(): Promise<void>
}

export type SpawnOptions = Omit<ClickHouseEmulatorOptions, 'faults'>

/** The emulator in a process of its own, which ends with this one. */
export async function spawnClickHouseEmulator(
  options: SpawnOptions = {},
): Promise<SpawnedClickHouseEmulator> {
  const child = fork(fileURLToPath(new URL('./emulator-process.ts', import.meta.url)), {
    env: { PATH: process.env.PATH, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.send(options)
  const url = await Promise.race([firstMessage(child), failure(child)])
  const end = async (how: () => void) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    how()
    await ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    kill: () => end(() => child.kill('SIGKILL')),
    [Symbol.asyncDispose]: () => end(() => child.disconnect()),
  }
}

async function firstMessage(child: ChildProcess): Promise<string> {
  const [url] = await once(child, 'message')
  return String(url)
}

async function failure(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit')
  throw new Error(`The ClickHouse emulator ended before it was ready (${code ?? signal}).`)
}
