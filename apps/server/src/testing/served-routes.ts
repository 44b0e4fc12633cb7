import { channel } from 'node:diagnostics_channel'
import type { FastifyInstance } from 'fastify'

interface ServedRoutes extends Disposable {
  /** As `GET /api/public/traces/:traceId`, in the order of registration; `HEAD` beside `GET` is left out. */
  readonly names: readonly string[]
}

/** Notes every route of the servers that start from here on, whatever file or plugin adds it. */
export function noteServedRoutes(): ServedRoutes {
  const names = new Set<string>()
  const started = channel('fastify.initialization')
  const onStart = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') names.add(`${one} ${url}`)
    })
  }
  started.subscribe(onStart)
  return {
    get names() {
      return [...names]
    },
    [Symbol.dispose]: () => void started.unsubscribe(onStart),
  }
}
