import type { RouteResponse, shipGatewayCalls } from '@kansoku/contracts'
import { getGatewaySnapshot } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

type Shipped = RouteResponse<typeof shipGatewayCalls>

/** Stores the calls of a spool. An event that can never be stored is reported, so that the spool drops it. */
export async function ingestCalls(context: ServerContext, body: Uint8Array): Promise<Shipped> {
  const { projects } = (await getGatewaySnapshot(context)).snapshot
  const projectIds = new Set(projects.map(({ id }) => id))
  const { successes, errors } = await context.ingestion.ingestCalls(projectIds, body)
  return {
    accepted: successes.length,
    rejected: errors.map(({ id, status, message, error }) => ({
      id,
      status,
      message: typeof error === 'string' ? `${message}: ${error}` : message,
    })),
  }
}
