import { type IngestionResponse, KansokuError, shipGatewayCalls } from '@kansoku/contracts'
import type { Part } from '../parts/part.ts'
import { type PreparedEvents, prepareEvents } from './prepare-events.ts'

interface Batch {
  readonly projectId: string
  readonly events: readonly unknown[]
}

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
    parts: prepared.flatMap(({ parts }): readonly Part[] => parts),
    heldScores: prepared.flatMap(({ heldScores }) => heldScores),
    response: {
      successes: prepared.flatMap(({ response }) => response.successes),
      errors: prepared.flatMap(({ response }) => response.errors),
    },
  }
}

function prepareBatch({ projectId, events }: Batch): PreparedEvents {
  const scope = { projectId, apiKeyId: null, source: 'GATEWAY', sdkName: null, sdkVersion: null } as const
  return prepareEvents(scope, { batch: events })
}

function refuseBatch({ projectId, events }: Batch): PreparedEvents {
  const message = `Project ${projectId} not found`
  const errors: IngestionResponse['errors'] = events.map((event) => ({
    id: idOf(event),
    status: 404,
    message,
  }))
  return { parts: [], heldScores: [], response: { successes: [], errors } }
}

function idOf(event: unknown): string {
  const id = typeof event === 'object' && event !== null && 'id' in event ? event.id : undefined
  return typeof id === 'string' ? id : 'unknown'
}
