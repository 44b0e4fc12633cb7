import type { FastifyInstance } from 'fastify'
import { pathOf } from '../not-found.ts'

const methods = 'GET,HEAD,PUT,PATCH,POST,DELETE'

/** The public API may be called from any page: keys, not cookies, let a caller in. */
export function allowAnyOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!pathOf(request).startsWith('/api/public/')) return
    const { origin } = request.headers
    reply.header('vary', 'Origin')
    if (origin !== undefined) reply.header('access-control-allow-origin', origin)
  })
  app.options('/api/public/*', async (request, reply) => {
    const headers = request.headers['access-control-request-headers']
    reply.header('access-control-allow-methods', methods)
    if (headers !== undefined) reply.header('access-control-allow-headers', headers)
    reply.header('access-control-max-age', 86_400)
    return reply.code(204).send()
  })
}
