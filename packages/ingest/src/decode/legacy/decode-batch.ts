import { type IngestionEvent, type IngestionResponse, ingestionEvent } from '@kansoku/contracts'
import type { NeutralEvent } from '../../events/event.ts'
import { type Part, toPart } from '../../parts/part.ts'
import type { IngestionScope } from '../../scope.ts'
import { runSteps } from '../../steps/index.ts'
import { decodeEvent } from './decode-event.ts'

export interface DecodedBatch {
  readonly events: readonly NeutralEvent[]
  /** One for each event. */
  readonly parts: readonly Part[]
  readonly response: IngestionResponse
}

/**
 * Decodes the events of a batch one by one: what is wrong with one costs only that one. `sdk-log` events are neither
 * stored nor answered.
 */
export function decodeBatch(scope: IngestionScope, batch: readonly unknown[]): DecodedBatch {
  const events: NeutralEvent[] = []
  const parts: Part[] = []
  const response: IngestionResponse = { successes: [], errors: [] }
  for (const raw of batch) {
    const parsed = ingestionEvent.safeParse(raw)
    if (!parsed.success) {
      response.errors.push(invalid(idOf(raw), parsed.error.message))
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
      response.errors.push(invalid(id, outcome.reject))
      continue
    }
    response.successes.push({ id, status: 201 })
    if ('drop' in outcome) continue
    events.push(outcome.event)
    parts.push(outcome.part)
  }
  return { events, parts, response }
}

type Made =
  | { readonly event: NeutralEvent; readonly part: Part }
  | { readonly drop: string }
  | { readonly reject: string }

function make(scope: IngestionScope, parsed: Exclude<IngestionEvent, { type: 'sdk-log' }>): Made {
  try {
    const outcome = runSteps(decodeEvent(scope, parsed))
    if (!('ok' in outcome)) return outcome
    return { event: outcome.ok, part: toPart(scope.projectId, outcome.ok) }
  } catch (error) {
    // Values may be nested so deeply that writing them as JSON exceeds the stack.
    if (error instanceof RangeError) return { reject: 'The body is nested too deeply' }
    throw error
  }
}

function invalid(id: string, error: string): IngestionResponse['errors'][number] {
  return { id, status: 400, message: 'Invalid request data', error }
}

function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' && id !== '' ? id : 'unknown'
}
