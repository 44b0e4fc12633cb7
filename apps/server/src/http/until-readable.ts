import type { Route } from '@kansoku/contracts'
import type { ServerContext } from '../context.ts'

/**
 * Lets a request that reads wait until all telemetry that was acknowledged before it can be read. Who writes waits for
 * nobody.
 */
export async function untilReadable(
  { ingestion }: Pick<ServerContext, 'ingestion'>,
  { method }: Pick<Route, 'method'>,
): Promise<void> {
  if (method === 'GET' || method === 'DELETE') await ingestion.settled()
}
