import { Pool } from 'undici'
import { instantModel, pacedModel } from './upstream.ts'

/** Characters of the prompt that make bodies of these sizes. */
export const bodySizes = { '0.75 KB': 600, '10 KB': 10_000, '100 KB': 100_000 } as const

export type BodySize = keyof typeof bodySizes

export interface Client extends AsyncDisposable {
  call(size: BodySize): Promise<void>
  /** A streamed call, read to its end. */
  stream(size: BodySize): Promise<void>
  /** A streamed call with a token each 20 ms; gives the milliseconds between the reads that brought something. */
  pacedStream(): Promise<number[]>
}

/** Calls chat completions at an address, a gateway's or the upstream's own. */
export function createClient(origin: string, headers: Readonly<Record<string, string>> = {}): Client {
  const pool = new Pool(origin, { connections: 512 })
  const post = async (body: Buffer) => {
    const response = await pool.request({
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    if (response.statusCode === 200) return response.body
    throw new Error(`${origin} answered ${response.statusCode}: ${await response.body.text()}`)
  }
  const whole = bodies({})
  const streamed = bodies({ stream: true })
  const paced = bodyOf(600, { model: pacedModel, stream: true })
  return {
    async call(size) {
      await (await post(whole[size])).dump()
    },
    async stream(size) {
      await (await post(streamed[size])).dump()
    },
    async pacedStream() {
      const gaps: number[] = []
      let last: number | undefined
      for await (const _ of await post(paced)) {
        const now = performance.now()
        if (last !== undefined) gaps.push(now - last)
        last = now
      }
      return gaps
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

function bodies(fields: object): Record<BodySize, Buffer> {
  const made = Object.entries(bodySizes).map(([size, characters]) => [size, bodyOf(characters, fields)])
  return Object.fromEntries(made) as Record<BodySize, Buffer>
}

function bodyOf(characters: number, fields: object): Buffer {
  const words = 'Read the file, find what is wrong and mend it. '
  const content = words.repeat(Math.ceil(characters / words.length)).slice(0, characters)
  const messages = [
    { role: 'system', content: 'You are a coding agent.' },
    { role: 'user', content },
  ]
  return Buffer.from(JSON.stringify({ model: instantModel, messages, ...fields }))
}
