import {
  planClaudeThinking,
  type ThinkingPlan,
  wantsThinking,
  withoutThinking,
} from '../../claude/thinking.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { Draft } from './draft.ts'

/** `thinking` and `reasoning_effort` in the words of the model. */
export function planThinking(request: ChatRequest, draft: Draft): ThinkingPlan {
  if (!wantsThinking(request)) return withoutThinking(request)
  const { model, can, warn } = draft
  if (can.thinking !== 'none') return planClaudeThinking(request, { model, style: can.thinking, warn })
  draft.drop(request.thinking ? 'thinking' : 'reasoning_effort', `${model} does not think`)
  return withoutThinking(request)
}
