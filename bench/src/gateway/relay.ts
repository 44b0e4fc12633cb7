import { Agent, createServer, request as send } from 'node:http'

/**
 * A bare relay, run as a process of its own with the upstream's origin as argument: what a gateway in Node costs that
 * does nothing but pass requests on. Tells its address over IPC.
 */
const upstream = new URL(process.argv[2] ?? '')
const agent = new Agent({ keepAlive: true })

const server = createServer((request, response) => {
  const { host: _, connection: __, ...headers } = request.headers
  const onward = send(
    {
      host: upstream.hostname,
      port: upstream.port,
      path: request.url,
      method: request.method,
      headers,
      agent,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    },
  )
  onward.on('error', () => response.writeHead(502).end())
  request.pipe(onward)
}).listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  process.send?.(`http://127.0.0.1:${address.port}`)
})
process.once('disconnect', () => process.exit())
