import { askRecentEvents } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'

const isTrue = (value: unknown) => value === 'true'
const recentMinutes = 3

/** For load balancers and start scripts: no key needed. */
export const healthRoutes: Door = (context) => async (app) => {
  const { version } = context.config

  app.get<{ Querystring: Record<string, unknown> }>('/api/public/health', async (request, reply) => {
    const { failIfDatabaseUnavailable, failIfNoRecentEvents } = request.query
    const problem =
      (isTrue(failIfDatabaseUnavailable) && (await databaseProblem(context, request.log))) ||
      (isTrue(failIfNoRecentEvents) && (await silenceProblem(context, request.log)))
    if (problem) return reply.code(503).header('retry-after', 1).send({ status: problem, version })
    return { status: 'OK', version }
  })

  app.get('/api/public/ready', async (_request, reply) => {
    if (!context.shutdown.aborted) return { status: 'OK', version }
    return reply.code(500).send({ status: 'Shutting down, not accepting new requests', version })
  })
}

interface Log {
  warn(details: object, message: string): void
}

/** What is wrong with the stores; undefined when both answer. */
async function databaseProblem(context: ServerContext, log: Log): Promise<string | undefined> {
  try {
    await Promise.all([context.metadata.ping(), context.analytics.ping()])
    return undefined
  } catch (err) {
    log.warn({ err }, 'health check: a store does not answer')
    return 'Database not available'
  }
}

async function silenceProblem(context: ServerContext, log: Log): Promise<string | undefined> {
  const since = new Date(context.clock.now().getTime() - recentMinutes * 60_000).toISOString()
  try {
    await context.ingestion.settled()
    const found = await askRecentEvents(context.analytics, { since })
    return found.length > 0 ? undefined : `No events within the last ${recentMinutes} minutes`
  } catch (err) {
    log.warn({ err }, 'health check: a store does not answer')
    return 'Database not available'
  }
}
