import { KansokuError } from '@kansoku/contracts'
import type { OtlpEncoding } from '../decode/otlp/parse-request.ts'
import type { IngestionScope } from '../scope.ts'
import { prepareCalls } from './prepare-calls.ts'
import { type PreparedEvents, prepareEvents } from './prepare-events.ts'
import { prepareSpans } from './prepare-spans.ts'

/** A body as it came in, and how to read it. */
export type PrepareTask =
  | { readonly kind: 'events'; readonly scope: IngestionScope; readonly body: Uint8Array }
  | {
      readonly kind: 'spans'
      readonly scope: IngestionScope
      readonly encoding: OtlpEncoding
      readonly body: Uint8Array
    }
  | { readonly kind: 'calls'; readonly projectIds: ReadonlySet<string>; readonly body: Uint8Array }

/** A body that was read. Spans are taken or refused as a whole, so their response is empty. */
export type Prepared = PreparedEvents

const utf8 = new TextDecoder('utf-8')

/**
 * From a body to parts: pure, and so safe to run on any thread.
 * @throws KansokuError `invalid_json` or `invalid_request`
 */
export function prepare(task: PrepareTask): Prepared {
  if (task.kind === 'events') return prepareEvents(task.scope, parseJson(task.body))
  if (task.kind === 'calls') return prepareCalls(task.projectIds, parseJson(task.body))
  const parts = prepareSpans(task.scope, task.encoding, task.body)
  return { parts, heldScores: [], response: { successes: [], errors: [] } }
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(body))
  } catch (error) {
    const why = error instanceof Error ? `: ${error.message}` : ''
    throw new KansokuError('invalid_json', `The request body is not valid JSON${why}`, { cause: error })
  }
}
