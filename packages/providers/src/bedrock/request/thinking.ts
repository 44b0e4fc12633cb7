import type { ChatRequest, Thinking } from '../../spec/request.ts'
import type { Draft } from './draft.ts'

export interface ThinkingPlan {
  /** The model is asked to think, which restricts sampling and tool choice. */
  readonly active: boolean
  readonly fields: Readonly<Record<string, unknown>>
  readonly maxTokens?: number
}

const MIN_BUDGET = 1024
const DEFAULT_BUDGET = 4096
/** Room for the answer itself beside the thinking. */
const ANSWER_ROOM = 4096

const BUDGETS: Readonly<Record<string, number>> = {
  minimal: 1024,
  low: 1024,
  medium: 2048,
  high: 4096,
  xhigh: 8192,
  max: 16384,
}

/** `thinking` and `reasoning_effort` in the words of the model; `thinking` wins. */
export function planThinking(request: ChatRequest, draft: Draft): ThinkingPlan {
  const off: ThinkingPlan = { active: false, fields: {}, ...maxTokens(request.maxTokens) }
  const { thinking, reasoningEffort: effort } = request
  if (thinking?.type === 'disabled') return off
  if (thinking === undefined && (effort === undefined || /^(?:none|disabled?|off)$/.test(effort))) return off
  const param = thinking ? 'thinking' : 'reasoning_effort'
  switch (draft.can.reasoning) {
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
      return planClaude(request, off, draft)
  }
}

function planClaude(request: ChatRequest, off: ThinkingPlan, draft: Draft): ThinkingPlan {
  if (lacksReasoningInToolLoop(request)) {
    draft.warn(
      'thinking was left out: the last tool call came without the signed reasoning that Claude wants to see',
    )
    return off
  }
  const style = draft.can.reasoning
  const { thinking, reasoningEffort: effort } = request
  const adaptive =
    thinking?.type === 'adaptive' ||
    style === 'adaptive_only' ||
    (thinking === undefined && style === 'adaptive')
  if (adaptive && style !== 'budget') {
    if (thinking?.type === 'enabled')
      draft.warn(`budget_tokens became an effort: ${draft.model} takes no budget`)
    const word = effort ?? (thinking?.type === 'enabled' ? effortOf(thinking) : undefined)
    return {
      ...off,
      active: true,
      fields: {
        thinking: { type: 'adaptive' },
        ...(word ? { output_config: { effort: word === 'minimal' ? 'low' : word } } : {}),
      },
    }
  }
  if (thinking?.type === 'adaptive') {
    draft.warn(`adaptive thinking became a budget of ${DEFAULT_BUDGET} tokens: ${draft.model} has no other`)
  }
  const wanted =
    thinking?.type === 'enabled' ? thinking.budgetTokens : (BUDGETS[effort ?? ''] ?? DEFAULT_BUDGET)
  return withBudget(wanted, request.maxTokens, off, draft)
}

/** The budget must be at least 1,024 and leave room below `max_tokens`. */
function withBudget(
  wanted: number,
  limit: number | undefined,
  off: ThinkingPlan,
  draft: Draft,
): ThinkingPlan {
  let budget = wanted
  if (budget < MIN_BUDGET) {
    draft.warn(`budget_tokens became ${MIN_BUDGET}, the least that Claude takes`)
    budget = MIN_BUDGET
  }
  if (limit !== undefined && limit <= MIN_BUDGET) {
    draft.warn(`thinking was left out: max_tokens ${limit} leaves no room for it`)
    return off
  }
  if (limit !== undefined && limit <= budget) {
    budget = Math.max(MIN_BUDGET, Math.floor(limit / 2))
    draft.warn(`budget_tokens became ${budget}, to stay below max_tokens ${limit}`)
  }
  const thinking = { type: 'enabled', budget_tokens: budget }
  return { active: true, fields: { thinking }, maxTokens: limit ?? budget + ANSWER_ROOM }
}

/**
 * In a tool loop Claude refuses to think when its last turn is replayed without the reasoning it began with. Clients
 * that keep no signatures (most speak OpenAI's dialect) would fail from the second turn on.
 */
function lacksReasoningInToolLoop(request: ChatRequest): boolean {
  const last = request.messages.findLast((message) => message.role === 'assistant')
  if (!last?.content.some((part) => part.type === 'tool_call')) return false
  return !last.content.some(
    (part) => part.type === 'redacted_reasoning' || (part.type === 'reasoning' && part.signature),
  )
}

function effortOf(thinking: Thinking | undefined): string {
  if (thinking?.type !== 'enabled') return 'medium'
  if (thinking.budgetTokens <= 1024) return 'low'
  return thinking.budgetTokens <= 2048 ? 'medium' : 'high'
}

function maxTokens(limit: number | undefined): { maxTokens?: number } {
  return limit === undefined ? {} : { maxTokens: limit }
}
