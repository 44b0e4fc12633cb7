import type { ChatRequest } from '../../spec/request.ts'

/** A million tokens of context. */
export const LONG_CONTEXT = 'context-1m-2025-08-07'

/** Betas that clients of Anthropic ask for and models here have, too; a model refuses a call that names another. */
const SHARED: readonly (readonly [string, RegExp])[] = [
  ['interleaved-thinking-2025-05-14', /claude-(?:opus|sonnet|haiku)-4/],
  [LONG_CONTEXT, /claude-sonnet-4(?:-2025|-5)/],
]

/** The betas of a client's `anthropic-beta` header that this model takes. They are hints, so the others are left out. */
export function betasFor({ original }: ChatRequest, baseModel: string): readonly string[] {
  const asked = (original?.headers['anthropic-beta'] ?? '').split(',').map((name) => name.trim())
  return SHARED.filter(([name, models]) => asked.includes(name) && models.test(baseModel)).map(
    ([name]) => name,
  )
}
