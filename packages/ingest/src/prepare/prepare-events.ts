import { type IngestionResponse, ingestionBatch, KansokuError } from '@kansoku/contracts'
import { decodeBatch } from '../decode/legacy/decode-batch.ts'
import type { AnyPart } from '../ledger/call-part.ts'
import { toPart } from '../parts/part.ts'
import { impliedTraces } from '../parts/trace-contributions.ts'
import type { IngestionScope } from '../scope.ts'
import type { HeldScore } from '../scores/score-config.ts'

export interface PreparedEvents {
  readonly parts: readonly AnyPart[]
  readonly heldScores: readonly HeldScore[]
  readonly response: IngestionResponse
}

/**
 * From a body of `POST /api/public/ingestion` to parts: pure, and so safe to run on any thread.
 * @throws KansokuError `invalid_request` when the body is not `{batch: […]}`
 */
export function prepareEvents(scope: IngestionScope, body: unknown): PreparedEvents {
  const parsed = ingestionBatch.safeParse(body)
  if (!parsed.success) {
    throw new KansokuError('invalid_request', undefined, { details: parsed.error.issues })
  }
  const { events, parts, heldScores, response } = decodeBatch(scope, parsed.data.batch)
  const implied = impliedTraces(events).map((event) => toPart(scope.projectId, event))
  return { parts: [...parts, ...implied], heldScores, response }
}
