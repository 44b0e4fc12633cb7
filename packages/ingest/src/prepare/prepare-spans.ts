import { KansokuError } from '@kansoku/contracts'
import { type OtlpEncoding, parseOtlpRequest } from '../decode/otlp/parse-request.ts'
import { decodeRequest } from '../decode/spans/decode-request.ts'
import type { NeutralEvent } from '../events/event.ts'
import { type Part, toPart } from '../parts/part.ts'
import { groupTraceEvents } from '../parts/trace-contributions.ts'
import type { IngestionScope } from '../scope.ts'
import { runSteps } from '../steps/index.ts'

/**
 * From the body of an OTLP trace request to parts: pure, and so safe to run on any thread.
 * @throws KansokuError `invalid_request` or `invalid_json`, saying what is wrong with the body
 */
export function prepareSpans(scope: IngestionScope, encoding: OtlpEncoding, body: Uint8Array): Part[] {
  const request = parseOtlpRequest(encoding, body)
  try {
    const { observations, traces } = decodeRequest(scope, request)
    const events = [...observations.flatMap(kept), ...groupTraceEvents(traces.flatMap(kept))]
    return events.map((event) => toPart(scope.projectId, event))
  } catch (error) {
    // Values may be nested so deeply that writing them as JSON exceeds the stack.
    if (!(error instanceof RangeError)) throw error
    throw new KansokuError('invalid_request', 'Invalid OTel trace payload: a value is nested too deeply')
  }
}

/** A request is taken or refused as a whole, so nothing is told of a single event that a step leaves out. */
function kept<Event extends NeutralEvent>(event: Event): Event[] {
  const outcome = runSteps(event)
  return 'ok' in outcome ? [outcome.ok as Event] : []
}
