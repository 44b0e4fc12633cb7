import { type IngestionEvent, type IngestionResponse, ingestionEvent } from '@kansoku/contracts'
import type { NeutralEvent } from '../../events/event.ts'
import { type Part, toPart } from '../../parts/part.ts'
import type { IngestionScope } from '../../scope.ts'
import type { HeldScore } from '../../scores/score-config.ts'
import { runSteps } from '../../steps/index.ts'
import { decodeEvent } from './decode-event.ts'

export interface DecodedBatch {
  readonly events: readonly NeutralEvent[]
  /** One for each event. */
  readonly parts: readonly Part[]
  /** Scores that name a config: neither stored nor answered before they are held to it. */
  readonly heldScores: readonly HeldScore[]
  readonly response: IngestionResponse
}

/**
 * Decodes the events of a batch one by one: what is wrong with one costs only that one. `sdk-log` events are neither
 * stored nor answered.
 */
export function decodeBatch(scope: IngestionScope, batch: readonly unknown[]): DecodedBatch {
  const events: NeutralEvent[] = []
  const parts: Part[] = []
  const heldScores: HeldScore[] = []
  const response: IngestionResponse = { successes: [], errors: [] }
  for (const raw of batch) {
    const parsed = ingestionEvent.safeParse(raw)
    if (!parsed.success) {
      response.errors.push(invalidEvent(idOf(raw), parsed.error.message))
      continue
    }
    const { id, type } = parsed.data
    if (type === 'sdk-log') continue
    if (scope.allow === 'scores' && type !== 'score-create') {
      response.errors.push({ id, status: 401, message: 'Access Scope Denied', error: 'Access Scope Denied' })
      continue
    }
    const outcome = make(scope, parsed.data)
    if ('reject' in outcome) {
      response.errors.push(invalidEvent(id, outcome.reject))
      continue
    }
    if ('held' in outcome) {
      heldScores.push(outcome.held)
      continue
    }
    response.successes.push({ id, status: 201 })
    if ('drop' in outcome) continue
    events.push(outcome.event)
    parts.push(outcome.part)
  }
  return { events, parts, heldScores, response }
}

type Made =
  | { readonly event: NeutralEvent; readonly part: Part }
  | { readonly held: HeldScore }
  | { readonly drop: string }
  | { readonly reject: string }

function make(scope: IngestionScope, parsed: Exclude<IngestionEvent, { type: 'sdk-log' }>): Made {
  try {
    const outcome = runSteps(decodeEvent(scope, parsed))
    if (!('ok' in outcome)) return outcome
    const event = outcome.ok
    if (event.kind === 'score' && event.fields.configId != null) {
      const dataType = parsed.type === 'score-create' ? (parsed.body.dataType ?? null) : null
      return { held: { projectId: scope.projectId, event, dataType } }
    }
    return { event, part: toPart(scope.projectId, event) }
  } catch (error) {
    // Values may be nested so deeply that writing them as JSON exceeds the stack.
    if (error instanceof RangeError) return { reject: 'The body is nested too deeply' }
    throw error
  }
}

/** How an event is reported that cannot be stored as it is. */
export function invalidEvent(id: string, error: string): IngestionResponse['errors'][number] {
  return { id, status: 400, message: 'Invalid request data', error }
}

/** Of what should have one. */
export function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' && id !== '' ? id : 'unknown'
}
