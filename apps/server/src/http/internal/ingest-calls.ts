import type { RouteResponse, shipGatewayCalls } from '@kansoku/contracts'
import { getGatewaySnapshot } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

type Shipped = RouteResponse<typeof shipGatewayCalls>

interface Batch {
  readonly projectId: string
  readonly events: readonly unknown[]
}

/** Stores the batches of a spool. An event that can never be stored is reported, so that the spool drops it. */
export async function ingestCalls(context: ServerContext, batches: readonly Batch[]): Promise<Shipped> {
  const { projects } = await getGatewaySnapshot(context)
  const known = new Set(projects.map(({ id }) => id))
  const results = await Promise.all(
    batches.map((batch) => (known.has(batch.projectId) ? ingestBatch(context, batch) : refuseBatch(batch))),
  )
  return {
    accepted: results.reduce((sum, { accepted }) => sum + accepted, 0),
    rejected: results.flatMap(({ rejected }) => rejected),
  }
}

async function ingestBatch(context: ServerContext, { projectId, events }: Batch): Promise<Shipped> {
  const scope = { projectId, apiKeyId: null, source: 'GATEWAY', sdkName: null, sdkVersion: null } as const
  const { successes, errors } = await context.ingestion.ingestEvents(scope, { batch: events })
  return {
    accepted: successes.length,
    rejected: errors.map(({ id, status, message, error }) => ({
      id,
      status,
      message: typeof error === 'string' ? `${message}: ${error}` : message,
    })),
  }
}

function refuseBatch({ projectId, events }: Batch): Shipped {
  const message = `Project ${projectId} not found`
  return { accepted: 0, rejected: events.map((event) => ({ id: idOf(event), status: 404, message })) }
}

function idOf(event: unknown): string {
  const id = typeof event === 'object' && event !== null && 'id' in event ? event.id : undefined
  return typeof id === 'string' ? id : 'unknown'
}
