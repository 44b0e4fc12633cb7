import type { IncomingMessage, ServerResponse } from 'node:http'

type Answer = (body: Buffer, request: IncomingMessage, response: ServerResponse) => Promise<void> | void

interface Asked {
  readonly model?: string
  readonly input?: string
  readonly prompt?: string
  readonly n?: number
  readonly query?: string
  readonly documents?: readonly string[]
  readonly top_n?: number
  readonly response_format?: string
}

const read = (body: Buffer) => JSON.parse(body.toString('utf8')) as Asked

/** What the upstream does besides chats and vectors, by path. */
export const tasks: Readonly<Record<string, Answer>> = {
  '/v1/moderations': (body, _, response) => {
    const { model, input = '' } = read(body)
    const violence = input.includes('fight')
    const results = [{ flagged: violence, categories: { violence }, category_scores: { violence: 0.5 } }]
    sendJson(response, { id: 'modr-1', model, results })
  },
  '/v1/images/generations': (body, _, response) => {
    const { prompt = '', n = 1 } = read(body)
    const data = Array.from({ length: n }, () => ({ b64_json: Buffer.from(prompt).toString('base64') }))
    const usage = { input_tokens: 5, output_tokens: 100 * n, total_tokens: 5 + 100 * n }
    sendJson(response, { created: 1_700_000_000, data, usage })
  },
  '/v1/audio/speech': (body, _, response) => {
    const { input = '' } = read(body)
    response.writeHead(200, { 'content-type': 'audio/mpeg' })
    response.write('spoken: ', () => {
      if (input === 'break off') response.socket?.resetAndDestroy()
      else response.end(input)
    })
  },
  '/v1/audio/transcriptions': async (body, request, response) => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const form = await new Response(new Uint8Array(body), { headers }).formData()
    const file = form.get('file') as File
    const text = `${form.get('model')} heard ${await file.text()} in ${file.name}`
    if (form.get('response_format') === 'text')
      return void response.writeHead(200, { 'content-type': 'text/plain' }).end(`${text}\n`)
    sendJson(response, { text, usage: { type: 'duration', seconds: 60 } })
  },
  '/v1/rerank': (body, _, response) => {
    const { query = '', documents = [], top_n: most = documents.length } = read(body)
    const words = query.split(' ')
    const scores = documents.map((document, index) => {
      const found = words.filter((word) => document.includes(word)).length
      return { index, relevance_score: found / words.length }
    })
    const results = scores.toSorted((one, other) => other.relevance_score - one.relevance_score)
    sendJson(response, { id: 'rank-1', results: results.slice(0, most), usage: { total_tokens: 20 } })
  },
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
