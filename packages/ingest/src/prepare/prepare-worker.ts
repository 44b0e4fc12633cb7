import { parentPort } from 'node:worker_threads'
import { KansokuError } from '@kansoku/contracts'
import { prepare } from './prepare.ts'
import type { WorkerAnswer, WorkerRequest } from './worker-messages.ts'

/** The thread that reads large bodies: see `create-preparer.ts`. */
parentPort?.on('message', ({ id, task }: WorkerRequest) => {
  parentPort?.postMessage(answer(id, task))
})

function answer(id: number, task: WorkerRequest['task']): WorkerAnswer {
  try {
    const { parts, heldScores, response } = prepare(task)
    return { id, parts: parts.map(({ fields: _, ...part }) => part), heldScores, response }
  } catch (error) {
    const known = error instanceof KansokuError ? error : new KansokuError('internal_error', String(error))
    return { id, error: { code: known.code, message: known.message, details: known.details } }
  }
}
