import { KansokuError } from '@kansoku/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Bytes of request bodies that may be in memory at one time, over all requests of a door. */
export interface ByteBudget {
  /** Reserves bytes until the request is answered. Throws `overloaded` when others hold too many. */
  take(request: FastifyRequest, bytes: number): void
}

/** What a body of unannounced length is assumed to have. */
const unknownLength = 256 * 1024

/**
 * Reserves the announced length of every body before it is read, up to the limit of its route: a body beyond that is
 * refused without being read. A request that is alone is always let in.
 */
export function limitBodiesInMemory(app: FastifyInstance, bytes: number): ByteBudget {
  const held = new WeakMap<FastifyRequest, number>()
  let total = 0
  const budget: ByteBudget = {
    take(request, amount) {
      const own = held.get(request) ?? 0
      if (total > own && total + amount > bytes) throw new KansokuError('overloaded')
      held.set(request, own + amount)
      total += amount
    },
  }
  const release = (request: FastifyRequest) => {
    total -= held.get(request) ?? 0
    held.delete(request)
  }
  app.addHook('onRequest', async (request) => {
    const announced = Number(request.headers['content-length'])
    const length = Number.isInteger(announced) && announced >= 0 ? announced : unknownLength
    budget.take(request, Math.min(length, request.routeOptions.bodyLimit))
  })
  app.addHook('onResponse', async (request) => release(request))
  app.addHook('onRequestAbort', async (request) => release(request))
  return budget
}
