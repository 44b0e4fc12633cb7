import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { internalSecret } from './start-test-server.ts'

/** The internal API of a gateway, as far as answers are given for its paths. */
export interface FakeGateway extends AsyncDisposable {
  readonly url: string
}

// biome-ignore lint/suspicious/noExplicitAny: each answer knows the body that it is for
type Answers = Readonly<Record<string, (body: any) => object | undefined>>

/** `answers` by path, given the body of the request; undefined for 404. */
export async function startFakeGateway(answers: Answers): Promise<FakeGateway> {
  const server = createServer(async (request, response) => {
    const send = (status: number, body: object = {}) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const text = (await request.toArray()).join('')
    if (request.headers.authorization !== `Bearer ${internalSecret}`) return send(401)
    const answer = answers[request.url ?? '']?.(text === '' ? undefined : JSON.parse(text))
    send(answer ? 200 : 404, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
