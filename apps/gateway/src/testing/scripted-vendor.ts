import { once } from 'node:events'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

interface Script {
  readonly contentType: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Closes the connection after the body instead of ending the answer. */
  readonly breaksOff?: boolean
}

/** A vendor that says whatever a test wants next, to everything. */
export interface ScriptedVendor extends AsyncDisposable {
  readonly url: string
  /** What it was sent. */
  readonly bodies: readonly string[]
  answers(script: Script): void
}

export async function startScriptedVendor(): Promise<ScriptedVendor> {
  const bodies: string[] = []
  let script: Script = { contentType: 'application/json', body: '{}' }
  const server = createServer(async (request, response) => {
    bodies.push((await buffer(request)).toString('utf8'))
    const { contentType, headers, body, breaksOff } = script
    response.writeHead(200, { 'content-type': contentType, ...headers })
    if (breaksOff) response.write(body, () => response.destroy())
    else response.end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    bodies,
    answers(next) {
      script = next
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
