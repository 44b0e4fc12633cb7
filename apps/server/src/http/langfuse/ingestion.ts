import { KansokuError } from '@kansoku/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from '../../context.ts'
import { limitBodiesInMemory } from '../byte-budget.ts'
import { acceptRawBodies, readRawBody } from '../raw-body.ts'
import { principalOf, requireProject } from './authenticate-project.ts'
import { renderLangfuseError } from './errors.ts'
import { sdkOf } from './sdk-headers.ts'

const bodiesInMemoryBytes = 64 * 1024 * 1024

/** The legacy write API: batches of events. A browser with only a public key may send scores. */
export const ingestionRoutes: Door = (context) => async (app) => {
  acceptRawBodies(app)
  const budget = limitBodiesInMemory(app, bodiesInMemoryBytes)
  app.setErrorHandler(renderIngestionError)
  app.post(
    '/api/public/ingestion',
    {
      bodyLimit: context.config.bodyLimits.ingestionBytes,
      config: { namedAuthErrors: true, bodyLimitVariable: 'KANSOKU_INGESTION_MAX_MB' },
      onRequest: requireProject(context, { allow: 'scores' }),
    },
    async (request, reply) => {
      const body = await readRawBody(request, budget)
      const { projectId, apiKeyId, accessLevel } = principalOf(request)
      const allow = accessLevel === 'scores' ? 'scores' : 'all'
      const scope = { projectId, apiKeyId, source: 'API', ...sdkOf(request), allow } as const
      return reply.code(207).send(await context.ingestion.ingestEvents(scope, body))
    },
  )
}

/** A body that is no batch is answered with a list of texts under `errors`, unlike everywhere else. */
function renderIngestionError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (thrown instanceof KansokuError && thrown.code === 'invalid_request' && Array.isArray(thrown.details)) {
    const errors = thrown.details.map((issue: { message?: unknown; path?: unknown }) => {
      const path = Array.isArray(issue.path) ? issue.path.join('.') : ''
      return path === '' ? String(issue.message) : `${path}: ${String(issue.message)}`
    })
    reply.code(400).send({ message: 'Invalid request data', errors })
    return
  }
  renderLangfuseError(thrown, request, reply)
}
