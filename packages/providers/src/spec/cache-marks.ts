import type { Adjustments } from './adjustments.ts'
import type { ChatRequest } from './request.ts'

/** Says that marks are left out, for providers that cache prompts by themselves or not at all. */
export function tellUnusedMarks(
  request: ChatRequest,
  provider: string,
  { warn }: Pick<Adjustments, 'warn'>,
): void {
  const inMessages = request.messages.some(({ content }) =>
    content.some((part) => 'cache' in part && part.cache !== undefined),
  )
  if (inMessages || request.tools?.some(({ cache }) => cache))
    warn(`cache_control was left out: ${provider} does not take it`)
}
