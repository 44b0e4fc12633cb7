import type { FastifyInstance } from 'fastify'

/** Beyond this a client that still sends is cut off, whether it has read the answer or not. */
const patienceBytes = 256 * 1024 * 1024

/**
 * Lets a client finish sending a body that was refused before its end. Closing at once would reset the connection
 * under its hands, and it would see a broken pipe instead of the answer that says what was wrong.
 */
export function letClientsFinish(app: FastifyInstance): void {
  app.addHook('onSend', async ({ raw }, reply) => {
    if (raw.complete || reply.statusCode < 400) return
    reply.removeHeader('connection')
    let ignored = 0
    raw.on('data', (chunk: Buffer) => {
      ignored += chunk.length
      if (ignored > patienceBytes) raw.destroy()
    })
    // A stream between, which nobody reads any more, would hold it back.
    raw.unpipe().resume()
  })
}
