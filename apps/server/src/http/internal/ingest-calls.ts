import type { RouteResponse, shipGatewayCalls } from '@kansoku/contracts'
import { listProjectIds } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'

type Shipped = RouteResponse<typeof shipGatewayCalls>

/** Stores the calls of a spool. An event that can never be stored is reported, so that the spool drops it. */
export async function ingestCalls(context: ServerContext, body: Uint8Array): Promise<Shipped> {
  const { successes, errors } = await context.ingestion.ingestCalls(await listProjectIds(context), body)
  return {
    accepted: successes.length,
    rejected: errors.map(({ id, status, message, error }) => ({
      id,
      status,
      message: typeof error === 'string' ? `${message}: ${error}` : message,
    })),
  }
}
