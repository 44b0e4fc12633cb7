import { Transform } from 'node:stream'
import { KansokuError } from '@kansoku/contracts'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Bytes of request bodies that may be in memory at one time, over all requests of a door. */
export interface ByteBudget {
  /** Reserves bytes until the request is answered. Throws `overloaded` when others hold too many. */
  take(request: FastifyRequest, bytes: number): void
}

/** What a body of unannounced length is assumed to have, until it has more. */
const unknownLength = 256 * 1024

/**
 * Reserves the announced length of every body before it is read, up to the limit of its route: a body beyond that is
 * refused without being read. One of unannounced length reserves as it arrives. A request that is alone is always let
 * in.
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
    budget.take(request, firstReserved(request))
  })
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (announcedLength(request) !== undefined) return payload
    const counting = countBytes(firstReserved(request), (bytes) => budget.take(request, bytes))
    payload.once('error', (error) => counting.destroy(error))
    return payload.pipe(counting)
  })
  app.addHook('onResponse', async (request) => release(request))
  app.addHook('onRequestAbort', async (request) => release(request))
  return budget
}

function firstReserved(request: FastifyRequest): number {
  return Math.min(announcedLength(request) ?? unknownLength, request.routeOptions.bodyLimit)
}

function announcedLength({ headers }: FastifyRequest): number | undefined {
  const announced = Number(headers['content-length'])
  return Number.isInteger(announced) && announced >= 0 ? announced : undefined
}

/** Passes a body on and takes what it has beyond the bytes that are reserved for it. */
function countBytes(reserved: number, take: (bytes: number) => void): Transform {
  let left = reserved
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        left -= chunk.byteLength
        if (left < 0) take(-left)
        left = Math.max(0, left)
        done(null, chunk)
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
