import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Failure } from '../../failure.ts'
import type { MessageKey, MessageValues } from '../../messages/catalogue.ts'
import type { Remark } from '../../supervisor/child.ts'
import { SupervisorFailure, type SupervisorFailureKind } from '../../supervisor/failure.ts'
import { type ProgramName, runPaths } from '../../supervisor/supervisor.ts'
import { findRunning } from '../running.ts'

export const programNames: readonly ProgramName[] = ['gateway', 'server']

/** Files to go on with. */
export interface WishedFiles {
  /** Absolute; undefined: the config file of before. */
  readonly config: string | undefined
  /** Absolute; none: the env files of before. */
  readonly envFiles: readonly string[]
}

/** The wish of another command; it lies in a file, and SIGUSR2 tells the supervisor to look. */
export type Request = WishedFiles &
  (
    | { readonly kind: 'restart'; readonly names: readonly ProgramName[] }
    /** The gateway goes on with the files, without ending. */
    | { readonly kind: 'update' }
  )

interface Answer {
  readonly id: string
  readonly remarks?: readonly Remark[]
  readonly fault?: Fault
}

/** An error on its way to the process that had the wish. */
interface Fault {
  readonly failure?: { readonly key: MessageKey; readonly values: MessageValues }
  readonly supervisorFailure?: Pick<SupervisorFailure, 'values' | 'tail'> & {
    readonly kind: SupervisorFailureKind
  }
  readonly reason?: string
}

const patienceMs = 180_000

/**
 * Has the supervisor fulfil a wish; resolves with what is odd about the settings, rejects with why it was not fulfilled.
 * One at a time.
 */
export async function request(
  dataDir: string,
  supervisor: number,
  wish: Request,
): Promise<readonly Remark[]> {
  const id = randomUUID()
  await writeFile(requestPath(dataDir), JSON.stringify({ id, wish }), { mode: 0o600 })
  process.kill(supervisor, 'SIGUSR2')
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const answer = await takeAnswer(dataDir, id)
    if (answer?.fault) throw toError(answer.fault)
    if (answer) return answer.remarks ?? []
    if ((await findRunning(dataDir))?.pid !== supervisor)
      throw new Failure('request.gone', { pid: supervisor })
    await delay(100)
  }
  throw new Failure('request.slow', { seconds: patienceMs / 1000 })
}

/**
 * Has `fulfil` look after wishes, one after the other. Those that come before the first start is done wait for it; when
 * it fails, they are void.
 */
export function listenForRequests(
  dataDir: string,
  started: Promise<void>,
  fulfil: (wish: Request) => Promise<readonly Remark[]>,
) {
  let queue = started
  const onRequest = () => {
    queue = queue.then(() => answerNext(dataDir, fulfil))
    queue.catch(() => undefined)
  }
  process.on('SIGUSR2', onRequest)
  return { dispose: () => process.off('SIGUSR2', onRequest) }
}

async function answerNext(
  dataDir: string,
  fulfil: (wish: Request) => Promise<readonly Remark[]>,
): Promise<void> {
  const path = requestPath(dataDir)
  const found = await readJson<{ id: string; wish: Request }>(path)
  if (!found) return
  await rm(path, { force: true })
  const { id, wish } = found
  const answer: Answer = await fulfil(wish).then(
    (remarks) => ({ id, remarks }),
    (error: unknown) => ({ id, fault: toFault(error) }),
  )
  await writeFile(answerPath(dataDir), JSON.stringify(answer), { mode: 0o600 }).catch(() => undefined)
}

async function takeAnswer(dataDir: string, id: string): Promise<Answer | undefined> {
  const answer = await readJson<Answer>(answerPath(dataDir))
  if (answer?.id !== id) return undefined
  await rm(answerPath(dataDir), { force: true })
  return answer
}

function toFault(error: unknown): Fault {
  if (error instanceof Failure) return { failure: { key: error.key, values: error.values } }
  if (error instanceof SupervisorFailure) {
    const { kind, values, tail } = error
    return { supervisorFailure: { kind, values, tail } }
  }
  return { reason: error instanceof Error ? error.message : String(error) }
}

function toError({ failure, supervisorFailure, reason = '' }: Fault): Error {
  if (failure) return new Failure(failure.key, failure.values)
  if (!supervisorFailure) return new Error(reason)
  const { kind, values, tail } = supervisorFailure
  return new SupervisorFailure(kind, values, { tail })
}

/** Undefined for what is not there, or not all of it yet. */
async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T
  } catch {
    return undefined
  }
}

function requestPath(dataDir: string): string {
  return join(runPaths(dataDir).run, 'request.json')
}

function answerPath(dataDir: string): string {
  return join(runPaths(dataDir).run, 'answer.json')
}
