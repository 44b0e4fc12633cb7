import { Worker } from 'node:worker_threads'
import { KansokuError } from '@kansoku/contracts'
import { withFields } from '../ledger/call-part.ts'
import { type Prepared, type PrepareTask, prepare } from './prepare.ts'
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts'

export interface Preparer extends AsyncDisposable {
  /** Rejects as `prepare` throws. */
  prepare(task: PrepareTask): Promise<Prepared>
}

interface Waiting {
  readonly resolve: (prepared: Prepared) => void
  readonly reject: (error: Error) => void
}

/**
 * Reads bodies: small ones at once, large ones on a thread of their own, so that nobody else waits for them. The
 * thread is started by the first large body and does not keep the process alive while it is idle.
 * @param largeBytes from which size on a body is large
 */
export function createPreparer(largeBytes: number): Preparer {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0

  function onAnswer(answer: WorkerAnswer): void {
    const asker = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker?.unref()
    if ('error' in answer) {
      const { code, message, details } = answer.error
      // What nobody foresaw stays that: its message is for the log alone.
      const isForeseen = code !== 'internal_error'
      asker?.reject(isForeseen ? new KansokuError(code, message, { details }) : new Error(message))
    } else {
      const { heldScores, response } = answer
      asker?.resolve({ parts: answer.parts.map(withFields), heldScores, response })
    }
  }

  /** What the thread was working on is lost with it; its senders are told to try again. */
  function onEnd(cause: unknown): void {
    worker = undefined
    for (const { reject } of waiting.values()) reject(new KansokuError('overloaded', undefined, { cause }))
    waiting.clear()
  }

  function start(): Worker {
    const started = new Worker(new URL('./prepare-worker.ts', import.meta.url))
    started.on('message', onAnswer)
    started.on('error', onEnd)
    started.on('exit', (code) => {
      if (worker === started || worker === undefined)
        onEnd(new Error(`The thread that reads large bodies ended (${code}).`))
    })
    started.unref()
    return started
  }

  function prepareAside(task: PrepareTask): Promise<Prepared> {
    worker ??= start()
    const thread = worker
    const id = ++lastId
    const request: WorkerRequest = { id, task: { ...task, body: ownBytes(task.body) } }
    return new Promise((resolve, reject) => {
      // First, for it throws what cannot be handed over: nothing waits for that, nor keeps the process.
      thread.postMessage(request, [request.task.body.buffer as ArrayBuffer])
      thread.ref()
      waiting.set(id, { resolve, reject })
    })
  }

  return {
    async prepare(task) {
      return task.body.byteLength < largeBytes ? prepare(task) : prepareAside(task)
    },
    async [Symbol.asyncDispose]() {
      const ending = worker
      worker = undefined
      await ending?.terminate()
    },
  }
}

/** Bytes that may be handed over: alone in their memory. */
function ownBytes(body: Uint8Array): Uint8Array {
  const isAlone = body.byteOffset === 0 && body.byteLength === body.buffer.byteLength
  return isAlone && body.buffer instanceof ArrayBuffer ? body : Uint8Array.from(body)
}
