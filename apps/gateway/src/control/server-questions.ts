import {
  awaitGatewayChange,
  type GatewaySnapshot,
  gatewaySnapshot,
  getGatewaySnapshot,
  type Limited,
} from '@kansoku/contracts/gateway'
import { request } from 'undici'

/** What a gateway asks its server. Both reject when no usable answer comes. */
export interface ServerQuestions {
  snapshot(): Promise<GatewaySnapshot>
  /** Resolves with another version than the known one, or with that one after some seconds. */
  nextVersion(known: number): Promise<number>
}

interface QuestionsOptions {
  readonly url: string
  readonly secret: string
  readonly signal: AbortSignal
  /** Budgets of the config file. */
  readonly budgets: () => readonly Limited[]
}

/** Longer than the server lets a gateway wait. */
const longestWaitMs = 30_000

export function createServerQuestions({ url, secret, signal, budgets }: QuestionsOptions): ServerQuestions {
  const own = () => {
    const all = budgets()
    return all.length === 0 ? '' : `?budgets=${encodeURIComponent(JSON.stringify(all))}`
  }
  const ask = async (path: string, timeoutMs: number): Promise<unknown> => {
    const answer = await request(url + path, {
      headers: { authorization: `Bearer ${secret}` },
      headersTimeout: timeoutMs,
      bodyTimeout: 10_000,
      signal,
    })
    if (answer.statusCode === 200) return answer.body.json()
    await answer.body.dump()
    throw new Error(`it answered ${answer.statusCode}`)
  }
  return {
    snapshot: async () => gatewaySnapshot.parse(await ask(getGatewaySnapshot.path + own(), 10_000)),
    async nextVersion(known) {
      const answer = await ask(`${awaitGatewayChange.path}?after=${known}`, longestWaitMs)
      return awaitGatewayChange.response.parse(answer).version
    },
  }
}
