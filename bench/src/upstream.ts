import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

export const chunksOfStream = 100

/** An OpenAI-compatible upstream that answers at once with the same 400 bytes: what remains is the gateway. */
export async function startInstantUpstream(): Promise<AsyncDisposable & { readonly url: string }> {
  const answer = JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'gpt-4o-mini',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'x'.repeat(120) },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 180, completion_tokens: 30, total_tokens: 210 },
  })
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    if (body.includes('"stream":true')) return stream(response)
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) })
      .end(answer)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** A thousand tokens a second, each in a write of its own. */
async function stream(response: ServerResponse): Promise<void> {
  const event = (fields: object) =>
    `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'gpt-4o-mini', ...fields })}\n\n`
  const choice = (delta: object, finish_reason: string | null) => ({
    choices: [{ index: 0, delta, finish_reason, logprobs: null }],
  })
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const token = event(choice({ content: ' token' }, null))
  for (let chunk = 0; chunk < chunksOfStream; chunk++) {
    response.write(token)
    await delay(1)
  }
  const usage = { prompt_tokens: 180, completion_tokens: chunksOfStream, total_tokens: 180 + chunksOfStream }
  response.end(`${event(choice({}, 'stop'))}${event({ choices: [], usage })}data: [DONE]\n\n`)
}
