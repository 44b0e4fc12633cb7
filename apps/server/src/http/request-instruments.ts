import type { FastifyInstance } from 'fastify'
import type { Instruments } from '../prometheus/instruments.ts'

export function measureRequests(app: FastifyInstance, { requests }: Instruments): void {
  app.addHook('onResponse', async (request, reply) => {
    requests.ended({
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1000,
    })
  })
}
