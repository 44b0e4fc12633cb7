import { type ChildProcess, execFile, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from '@kansoku/test/kit/product'
import { until } from '@kansoku/test/kit/until'

const run = promisify(execFile)

export interface Program extends AsyncDisposable {
  readonly origin: string
  readonly pid: number
}

/** What is measured has the first core to itself; load, upstream and everything else share the second. */
export const cores = { measured: '0', load: '1' } as const

/** Binds a process with all its threads to a core. Without `taskset` (it is Linux') nothing is bound. */
export async function pin(pid: number, core: keyof typeof cores): Promise<void> {
  await run('taskset', ['-a', '-p', '-c', cores[core], String(pid)]).catch(() => undefined)
}

/** Runs a script of this folder that tells its address over IPC. */
export async function startScript(
  name: 'relay' | 'upstream-process',
  core: keyof typeof cores,
  args: readonly string[] = [],
): Promise<Program> {
  const child = fork(join(import.meta.dirname, `${name}.ts`), args)
  const [origin] = await once(child, 'message')
  return pinned(child, String(origin), core)
}

const portkey = '@portkey-ai/gateway@1.15.2'

/** Portkey's gateway, installed on first use into a folder of its own: only this bench needs it. */
export async function startPortkey(): Promise<Program> {
  const folder = join(tmpdir(), 'kansoku-bench-portkey-1.15.2')
  const entry = join(folder, 'node_modules/@portkey-ai/gateway/build/start-server.js')
  if (!(await stat(entry).catch(() => undefined))) {
    await mkdir(folder, { recursive: true })
    await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', portkey])
  }
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [entry, '--headless', `--port=${port}`], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  })
  const answers = async () => (await fetch(origin).catch(() => undefined))?.ok ?? false
  await until(answers, { seconds: 30, describe: () => 'Portkey to answer' })
  return pinned(child, origin, 'measured')
}

async function pinned(child: ChildProcess, origin: string, core: keyof typeof cores): Promise<Program> {
  const pid = child.pid ?? 0
  await pin(pid, core)
  return {
    origin,
    pid,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
