import { type LoopbackServer, listenOnLoopback, readBody } from '@kansoku/emulators'

interface Script {
  readonly contentType: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Closes the connection after the body instead of ending the answer. */
  readonly breaksOff?: boolean
}

/** A vendor that says whatever a test wants next, to everything. */
export interface ScriptedVendor extends LoopbackServer {
  /** What it was sent. */
  readonly bodies: readonly string[]
  answers(script: Script): void
}

export async function startScriptedVendor(): Promise<ScriptedVendor> {
  const bodies: string[] = []
  let script: Script = { contentType: 'application/json', body: '{}' }
  const server = await listenOnLoopback(async (request, response) => {
    bodies.push((await readBody(request)).toString('utf8'))
    const { contentType, headers, body, breaksOff } = script
    response.writeHead(200, { 'content-type': contentType, ...headers })
    if (breaksOff) response.write(body, () => response.destroy())
    else response.end(body)
  })
  return {
    ...server,
    bodies,
    answers(next) {
      script = next
    },
  }
}
