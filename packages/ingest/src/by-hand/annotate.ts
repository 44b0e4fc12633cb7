import { randomUUID } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import type { ScoreEvent, ScoreFields } from '../events/event.ts'
import type { Micros } from '../events/instant.ts'
import type { AnyPart } from '../ledger/call-part.ts'
import { toPart } from '../parts/part.ts'
import { type FindScoreConfigs, settleScores } from '../scores/settle-scores.ts'

/** A score that somebody gives by hand, or its new value. */
export interface Annotation {
  readonly id: string
  readonly name: string
  readonly value: number | string
  readonly dataType: Exclude<ScoreFields['dataType'], 'CORRECTION'>
  readonly traceId: string
  readonly observationId: string | null
  readonly comment: string | null
  readonly environment: string
  /** With a config the score takes its name and data type, and must fit. */
  readonly configId: string | null
  readonly authorUserId: string
}

/** Throws `invalid_request` when the score does not fit its config. */
export async function annotationParts(
  projectId: string,
  { id, ...fields }: Annotation,
  { findConfigs, now }: { readonly findConfigs: FindScoreConfigs; readonly now: Micros },
): Promise<readonly AnyPart[]> {
  const event: ScoreEvent = {
    ...{ kind: 'score', id, eventId: randomUUID(), time: now, isCreate: true },
    fields: { ...fields, source: 'ANNOTATION' },
  }
  if (fields.configId === null) return [toPart(projectId, event)]
  const heldScores = [{ projectId, event, dataType: fields.dataType }]
  const { parts, response } = await settleScores(
    { parts: [], response: { successes: [], errors: [] }, heldScores },
    findConfigs,
  )
  const [fault] = response.errors
  if (fault) throw new KansokuError('invalid_request', String(fault.error ?? fault.message))
  return parts
}
