import { identity } from '@kansoku/test/kit/product'
import { Pool } from 'undici'

const call = {
  model: 'bench',
  messages: [
    { role: 'system', content: 'You are a coding agent.' },
    { role: 'user', content: 'x'.repeat(600) },
  ],
}

export interface Client extends AsyncDisposable {
  call(): Promise<void>
  /** Milliseconds to the first bytes of the answer of a streamed call, which is read to its end. */
  stream(): Promise<number>
}

/** Calls chat completions at an address, the gateway's or the upstream's own. */
export function createClient(origin: string): Client {
  const pool = new Pool(origin, { connections: 64 })
  const post = async (body: string) => {
    const headers = { authorization: `Bearer ${identity.masterKey}`, 'content-type': 'application/json' }
    const response = await pool.request({ method: 'POST', path: '/v1/chat/completions', headers, body })
    if (response.statusCode === 200) return response.body
    throw new Error(`${origin} answered ${response.statusCode}: ${await response.body.text()}`)
  }
  const whole = JSON.stringify(call)
  const streamed = JSON.stringify({ ...call, stream: true })
  return {
    async call() {
      await (await post(whole)).text()
    },
    async stream() {
      const started = performance.now()
      let first: number | undefined
      for await (const _ of await post(streamed)) first ??= performance.now() - started
      return first ?? Number.NaN
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}
