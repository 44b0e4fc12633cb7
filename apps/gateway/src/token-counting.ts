import { createTokenCounter, findModelPrice, type Tokenizer, tokenizerOf } from '@kansoku/catalog'
import {
  type ChatMessage,
  type ChatRequest,
  countTokens,
  ProviderError,
  type Providers,
  type Transport,
} from '@kansoku/providers'
import type { Deployment } from '@kansoku/routing'

/** Counts the tokens of prompts. */
export interface TokenCounting extends AsyncDisposable {
  /** As the provider counts them, or as near as can be told without asking it. Never rejects. */
  count(deployment: Deployment, request: ChatRequest, signal: AbortSignal): Promise<number>
  /** As near as can be told on this machine. Never rejects. */
  estimate(deployment: Deployment, request: ChatRequest): Promise<number>
}

/** A count is asked for before a call, so it must not hold it up. */
const patienceMs = 5000
/** What a picture of usual size has. */
const tokensOfMedia = 1600
/** A provider that refuses to count for a model, or for these credentials, is not asked again for so long. */
const refusedMs = 10 * 60_000
const refusals: ReadonlySet<string> = new Set(['bad_request', 'permission_denied', 'not_found'])
const claude: Tokenizer = { encoding: 'claude', chat: null }

export function createTokenCounting(providers: Providers, transport: Transport): TokenCounting {
  const counter = createTokenCounter()
  const refused = new Map<string, number>()
  const ask = async ({ id, target }: Deployment, request: ChatRequest, signal: AbortSignal) => {
    if (performance.now() < (refused.get(id) ?? 0)) return undefined
    try {
      const { adapter } = providers.resolve(target.model, target.provider)
      return await countTokens(transport, {
        adapter,
        target,
        request,
        limits: { signal, timeoutMs: patienceMs },
      })
    } catch (error) {
      // Whatever keeps the provider from counting is told when it is called.
      if (error instanceof ProviderError && refusals.has(error.errorClass))
        refused.set(id, performance.now() + refusedMs)
      return undefined
    }
  }
  const estimate = async ({ model }: Deployment, request: ChatRequest): Promise<number> => {
    const price = findModelPrice(model).price
    const tokenizer = (price && tokenizerOf(price)) ?? claude
    const { text, media } = promptOf(request)
    const [tokens] = await counter.count([{ text, tokenizer }])
    return (tokens ?? Math.ceil(text.length / 4)) + media * tokensOfMedia
  }
  return {
    estimate,
    count: async (deployment, request, signal) =>
      (await ask(deployment, request, signal)) ?? (await estimate(deployment, request)),
    [Symbol.asyncDispose]: () => counter[Symbol.asyncDispose](),
  }
}

function promptOf({ messages, tools = [] }: ChatRequest): { text: string; media: number } {
  const texts = tools.map((tool) => JSON.stringify(tool))
  let media = 0
  for (const { content } of messages) {
    for (const part of content) {
      const text = textOf(part)
      if (text === undefined) media += 1
      else texts.push(text)
    }
  }
  return { text: texts.join('\n'), media }
}

function textOf(part: ChatMessage['content'][number]): string | undefined {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text
    case 'redacted_reasoning':
      return ''
    case 'tool_call':
      return `${part.name} ${part.arguments}`
    default:
      return undefined
  }
}
