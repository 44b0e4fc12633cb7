import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'

/** What a count takes of a Converse request. */
const COUNTED = ['messages', 'system', 'toolConfig'] as const

/** The body of CountTokens. */
export function toTokenCountBody(body: Readonly<Partial<Record<(typeof COUNTED)[number], unknown>>>): object {
  const converse = Object.fromEntries(
    COUNTED.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  )
  return { input: { converse } }
}

export function parseTokenCount({ target }: BuiltCall, { status, body }: HttpResponse): number {
  const text = bodyText(body)
  const count = /"inputTokens":\s*(\d+)/.exec(text)?.[1]
  if (count !== undefined) return Number(count)
  throw new ProviderError('bad_gateway', 'The answer holds no inputTokens', {
    provider: target.provider,
    upstreamStatus: status,
    upstreamBody: text.slice(0, 2000),
  })
}
