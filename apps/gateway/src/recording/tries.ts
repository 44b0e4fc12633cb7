import { randomUUID } from 'node:crypto'
import type { AttemptRecord } from '@kansoku/routing'
import { iso } from './event-text.ts'
import type { FinishedCall } from './finished-call.ts'
import type { Steering } from './steering.ts'

/** One try of a call: an observation of its trace, and a line of the ledger. */
export interface Try {
  /** Of its event and of its line. Made here: a client chooses ids of observations, but none of the ledger. */
  readonly id: string
  readonly observationId: string
  readonly startedAt: number
  readonly endedAt: number
  /** Of the try that answered. */
  readonly served?: NonNullable<FinishedCall['served']>
  /** Of a try that failed. Neither: the call reached no deployment, because all were resting. */
  readonly attempt?: AttemptRecord
}

/** The tries that failed, and the one that answered. */
export function triesOf(call: FinishedCall, { generationId }: Steering): readonly Try[] {
  const { served, attempts, startedAt, endedAt, responseId } = call
  const failed = attempts
    .filter(({ error }) => error !== undefined)
    .map((attempt) => failedTry(attempt.startedAt, attempt.endedAt, { attempt }))
  if (served) {
    const began = attempts.at(-1)?.startedAt ?? startedAt
    const observationId = generationId ?? observationIdOf(began, responseId)
    return [...failed, { id: randomUUID(), observationId, startedAt: began, endedAt, served }]
  }
  return failed.length > 0 ? failed : [failedTry(startedAt, endedAt, {})]
}

function failedTry(startedAt: number, endedAt: number, outcome: Pick<Try, 'attempt'>): Try {
  const observationId = observationIdOf(startedAt, randomUUID())
  return { id: randomUUID(), observationId, startedAt, endedAt, ...outcome }
}

/** `time-HH-MM-SS-ffffff_…`, in UTC, as LiteLLM makes ids of generations. */
function observationIdOf(startedAt: number, responseId: string): string {
  const text = iso(startedAt)
  const micros = Math.floor((startedAt % 1) * 1000)
  const clock = `${text.slice(11, 19).replaceAll(':', '-')}-${text.slice(20, 23)}${String(micros).padStart(3, '0')}`
  return `time-${clock}_${responseId}`
}
