import {
  effortOf,
  planClaudeThinking,
  type ThinkingPlan,
  wantsThinking,
  withoutThinking,
} from '../../claude/thinking.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { Draft } from './draft.ts'

/** `thinking` and `reasoning_effort` in the words of the model; `thinking` wins. */
export function planThinking(request: ChatRequest, draft: Draft): ThinkingPlan {
  const off = withoutThinking(request)
  if (!wantsThinking(request)) return off
  const { thinking, reasoningEffort: effort } = request
  const param = thinking ? 'thinking' : 'reasoning_effort'
  const style = draft.can.reasoning
  switch (style) {
    case 'none':
      draft.drop(param, `${draft.model} does not think`)
      return off
    case 'always':
      draft.warn(`${param} was left out: ${draft.model} always thinks and takes no setting`)
      return off
    case 'effort':
      return { ...off, fields: { reasoning_effort: effort ?? effortOf(thinking) } }
    case 'nova': {
      const word = effort === 'minimal' ? 'low' : (effort ?? effortOf(thinking))
      return { ...off, fields: { reasoningConfig: { type: 'enabled', maxReasoningEffort: word } } }
    }
    default:
      return planClaudeThinking(request, { model: draft.model, style, warn: draft.warn })
  }
}
