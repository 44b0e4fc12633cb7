import {
  expandSharedTexts,
  type GatewayCallBatch,
  type IngestionResponse,
  KansokuError,
  shipGatewayCalls,
} from '@kansoku/contracts'
import { idOf } from '../decode/legacy/decode-batch.ts'
import { callsOfParts } from '../ledger/calls-of-parts.ts'
import { decodeCalls } from '../ledger/decode-calls.ts'
import { type PreparedEvents, prepareEvents } from './prepare-events.ts'

/**
 * From the body in which a gateway delivers its calls to parts: pure, and so safe to run on any thread. Events for
 * projects that do not exist are reported one by one.
 * @throws KansokuError `invalid_request` when the body is not `{batches: […]}`
 */
export function prepareCalls(projectIds: ReadonlySet<string>, body: unknown): PreparedEvents {
  const parsed = shipGatewayCalls.body.safeParse(body)
  if (!parsed.success) {
    throw new KansokuError('invalid_request', undefined, { details: parsed.error.issues })
  }
  const prepared = parsed.data.batches.map((batch) =>
    projectIds.has(batch.projectId) ? prepareBatch(batch) : refuseBatch(batch),
  )
  return {
    parts: prepared.flatMap(({ parts }) => parts),
    heldScores: prepared.flatMap(({ heldScores }) => heldScores),
    response: {
      successes: prepared.flatMap(({ response }) => response.successes),
      errors: prepared.flatMap(({ response }) => response.errors),
    },
  }
}

/** Only here do lines of the ledger come in: no key of a project opens this door. */
function prepareBatch({ projectId, events, texts, calls }: GatewayCallBatch): PreparedEvents {
  const scope = { projectId, apiKeyId: null, source: 'GATEWAY', sdkName: null, sdkVersion: null } as const
  const { parts, response, heldScores } = prepareEvents(scope, {
    batch: texts.length === 0 ? events : expandSharedTexts(events, texts),
  })
  if (calls === undefined) return { parts: [...parts, ...callsOfParts(parts)], response, heldScores }
  const lines = decodeCalls(projectId, calls)
  return {
    parts: [...parts, ...lines.parts],
    response: { ...response, errors: [...response.errors, ...lines.errors] },
    heldScores,
  }
}

function refuseBatch({ projectId, events }: GatewayCallBatch): PreparedEvents {
  const message = `Project ${projectId} not found`
  const errors: IngestionResponse['errors'] = events.map((event) => ({
    id: idOf(event),
    status: 404,
    message,
  }))
  return { parts: [], heldScores: [], response: { successes: [], errors } }
}
