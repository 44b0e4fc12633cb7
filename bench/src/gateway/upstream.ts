import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises'

/** Content chunks of a streamed answer. */
export const chunksOfStream = 50
/** What a deployment of `pacedModel` waits before each chunk. */
export const msPerToken = 20
export const instantModel = 'gpt-4o-mini'
export const pacedModel = 'gpt-4.1-mini'

const usage = { prompt_tokens: 180, completion_tokens: 30, total_tokens: 210 }
const head = { id: 'chatcmpl-bench', created: 1_700_000_000, model: instantModel }

/** An OpenAI-compatible upstream that answers at once with the same 400 bytes: what remains is the gateway. */
export async function startUpstream(): Promise<AsyncDisposable & { readonly origin: string }> {
  const answer = JSON.stringify({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'x'.repeat(120) },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage,
  })
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece)
    const body = Buffer.concat(pieces)
    if (body.includes('"stream":true')) return stream(response, body.includes(`"${pacedModel}"`))
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      .end(answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Each token in a write of its own. */
async function stream(response: ServerResponse, paced: boolean): Promise<void> {
  const event = (fields: object) =>
    `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...fields })}\n\n`
  const choice = (delta: object, finish_reason: string | null) => ({
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
  })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const token = event(choice({ content: ' token' }, null))
  for (let chunk = 0; chunk < chunksOfStream && !response.destroyed; chunk++) {
    await (paced ? delay(msPerToken) : turn())
    response.write(token)
  }
  response.end(`${event(choice({}, 'stop'))}${event({ choices: [], usage })}data: [DONE]\n\n`)
}
