import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../../failure.ts'
import type { MessageKey, MessageValues } from '../../messages/catalogue.ts'
import { reportFailure } from '../../report-failure.ts'
import { SupervisorFailure, type SupervisorFailureKind } from '../../supervisor/failure.ts'
import { type ProgramName, runPaths, type Supervisor } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'

export const programNames: readonly ProgramName[] = ['gateway', 'server']

/** The wish of `kansoku restart`; it lies in a file, and SIGUSR2 tells the supervisor to look. */
interface Request {
  readonly id: string
  readonly names: readonly ProgramName[]
}

/** Why a wish was not fulfilled, for the process that had it. */
interface Refusal {
  readonly id: string
  readonly failure?: { readonly key: MessageKey; readonly values: MessageValues }
  readonly supervisorFailure?: Pick<SupervisorFailure, 'values' | 'tail'> & {
    readonly kind: SupervisorFailureKind
  }
  readonly reason?: string
}

/** Resolves with the id under which a refusal can be read. */
export async function requestRestart(
  dataDir: string,
  supervisor: number,
  names: readonly ProgramName[],
): Promise<string> {
  const request: Request = { id: randomUUID(), names }
  await writeFile(requestPath(dataDir), JSON.stringify(request), { mode: 0o600 })
  process.kill(supervisor, 'SIGUSR2')
  return request.id
}

/** The error that ended the restart, or undefined while there is none. */
export async function readRefusal(dataDir: string, id: string): Promise<Error | undefined> {
  const refusal = await readJson<Refusal>(refusalPath(dataDir))
  if (refusal?.id !== id) return undefined
  await rm(refusalPath(dataDir), { force: true })
  const { failure, supervisorFailure, reason = '' } = refusal
  if (failure) return new Failure(failure.key, failure.values)
  if (!supervisorFailure) return new Error(reason)
  const { kind, values, tail } = supervisorFailure
  return new SupervisorFailure(kind, values, { tail })
}

/** Requests that come before the first start is done wait for it. */
export function listenForRestart(
  terminal: Terminal,
  supervisor: Supervisor,
  dataDir: string,
  started: Promise<void>,
) {
  let queue = started
  const onRequest = () => {
    queue = queue.then(() => fulfil(terminal, supervisor, dataDir))
    // A start that failed says so itself; a wish that came meanwhile is void.
    queue.catch(() => undefined)
  }
  process.on('SIGUSR2', onRequest)
  return { dispose: () => process.off('SIGUSR2', onRequest) }
}

async function fulfil(terminal: Terminal, supervisor: Supervisor, dataDir: string): Promise<void> {
  let request: Request = { id: '', names: programNames }
  const names = () => request.names.join(', ')
  try {
    request = await takeRequest(dataDir)
    terminal.say('restart.restarting', { names: names() })
    await supervisor.restart(request.names)
    terminal.say('restart.done', { names: names() })
  } catch (error) {
    // Why a program did not come up has been told when it happened.
    if (error instanceof Failure) reportFailure(terminal, error)
    terminal.fail(error instanceof Failure ? 'restart.kept' : 'restart.failed', { names: names() })
    await writeFile(refusalPath(dataDir), JSON.stringify(toRefusal(request.id, error)), {
      mode: 0o600,
    }).catch(() => undefined)
  }
}

function toRefusal(id: string, error: unknown): Refusal {
  if (error instanceof Failure) return { id, failure: { key: error.key, values: error.values } }
  if (error instanceof SupervisorFailure) {
    const { kind, values, tail } = error
    return { id, supervisorFailure: { kind, values, tail } }
  }
  return { id, reason: error instanceof Error ? error.message : String(error) }
}

async function takeRequest(dataDir: string): Promise<Request> {
  const path = requestPath(dataDir)
  const { id = '', names: asked = [] } = (await readJson<Partial<Request>>(path)) ?? {}
  await rm(path, { force: true })
  const names = programNames.filter((name) => asked.includes(name))
  return { id, names: names.length > 0 ? names : programNames }
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch {
    return undefined
  }
}

function requestPath(dataDir: string): string {
  return join(runPaths(dataDir).run, 'restart.json')
}

function refusalPath(dataDir: string): string {
  return join(runPaths(dataDir).run, 'restart-refused.json')
}
