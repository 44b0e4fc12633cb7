import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'

interface ReverseProxyOptions {
  readonly target: string
  /** Everything else is answered with 404. */
  readonly prefix: string
  /** What becomes of the prefix on the way. */
  readonly mode: 'strips' | 'keeps'
}

export interface ReverseProxy extends AsyncDisposable {
  /** Without the prefix. */
  readonly origin: string
}

/** Shows a server below a path, as the port forwarding of VS Code Server (`strips`) and other proxies (`keeps`) do. */
export async function startReverseProxy({
  target,
  prefix,
  mode,
}: ReverseProxyOptions): Promise<ReverseProxy> {
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming
    if (!url.startsWith(`${prefix}/`)) {
      outgoing.writeHead(404).end()
      return
    }
    const path = mode === 'strips' ? url.slice(prefix.length) : url
    const passed = request(target, { path, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, outgoing, () => {})
    })
    outgoing.on('close', () => passed.destroy())
    pipeline(incoming, passed, () => {})
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
