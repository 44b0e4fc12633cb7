import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './product.ts'
import { until } from './until.ts'

export interface MlflowServer extends AsyncDisposable {
  readonly url: string
}

/** A real tracking server on a free port and a folder of its own; `python` has MLflow installed. */
export async function startMlflowServer(python: string): Promise<MlflowServer> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-mlflow-'))
  const port = await freePort()
  const store = ['--backend-store-uri', `sqlite:///${folder}/mlflow.db`, '--artifacts-destination', folder]
  const place = ['--host', '127.0.0.1', '--port', String(port), '--workers', '1']
  // In a group of its own, for it has children that outlive it.
  const child = spawn(python, ['-m', 'mlflow', 'server', ...place, ...store], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: folder, MLFLOW_DISABLE_TELEMETRY: 'true', DO_NOT_TRACK: 'true' },
  })
  const said: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk))
  const url = `http://127.0.0.1:${port}`
  const end = async () => {
    if (child.exitCode === null && child.pid !== undefined) {
      const exited = once(child, 'exit')
      process.kill(-child.pid, 'SIGKILL')
      await exited
    }
    await rm(folder, { recursive: true, force: true })
  }
  const serves = async () => {
    if (child.exitCode !== null) throw new Error(`mlflow server ended with ${child.exitCode}`)
    return fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  try {
    await until(serves, { seconds: 90, describe: () => `MLflow to serve; it said:\n${Buffer.concat(said)}` })
  } catch (error) {
    await end()
    throw error
  }
  return { url, [Symbol.asyncDispose]: end }
}
