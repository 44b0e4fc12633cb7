import type { ChatRequest, Thinking } from '../spec/request.ts'
import { isClaudeSignature } from '../spec/signatures.ts'

export interface ThinkingPlan {
  /** The model is asked to think, which restricts sampling and tool choice. */
  readonly active: boolean
  /** `thinking` and, for models that take one, `output_config.effort`. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly maxTokens?: number
}

/** How a Claude is asked to think: by a budget of tokens, by an effort, or by either. */
export type ClaudeThinking = 'budget' | 'adaptive' | 'adaptive_only'

export interface Thinker {
  readonly model: string
  readonly style: ClaudeThinking
  readonly warn: (sentence: string) => void
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

/** Whether a request asks for thinking at all. */
export function wantsThinking({ thinking, reasoningEffort: effort }: ChatRequest): boolean {
  if (thinking !== undefined) return thinking.type !== 'disabled'
  return effort !== undefined && !/^(?:none|disabled?|off)$/.test(effort)
}

export function withoutThinking({ maxTokens }: ChatRequest): ThinkingPlan {
  return { active: false, fields: {}, ...(maxTokens === undefined ? {} : { maxTokens }) }
}

/** For a request that asks for thinking, in the words of the model; `thinking` wins over `reasoning_effort`. */
export function planClaudeThinking(request: ChatRequest, thinker: Thinker): ThinkingPlan {
  const { style, model, warn } = thinker
  const { thinking, reasoningEffort: effort } = request
  const off = withoutThinking(request)
  if (lacksReasoningInToolLoop(request)) {
    warn(
      'thinking was left out: the last tool call came without the signed reasoning that Claude wants to see',
    )
    return off
  }
  const adaptive =
    thinking?.type === 'adaptive' ||
    style === 'adaptive_only' ||
    (thinking === undefined && style === 'adaptive')
  if (adaptive && style !== 'budget') {
    if (thinking?.type === 'enabled') warn(`budget_tokens became an effort: ${model} takes no budget`)
    const word = effort ?? (thinking?.type === 'enabled' ? effortOf(thinking) : undefined)
    const output = word ? { output_config: { effort: word === 'minimal' ? 'low' : word } } : {}
    return { ...off, active: true, fields: { thinking: { type: 'adaptive' }, ...output } }
  }
  if (thinking?.type === 'adaptive') {
    warn(`adaptive thinking became a budget of ${DEFAULT_BUDGET} tokens: ${model} has no other`)
  }
  const wanted =
    thinking?.type === 'enabled' ? thinking.budgetTokens : (BUDGETS[effort ?? ''] ?? DEFAULT_BUDGET)
  return withBudget(wanted, request.maxTokens, off, warn)
}

/** The effort that a budget comes nearest to. */
export function effortOf(thinking: Thinking | undefined): string {
  if (thinking?.type !== 'enabled') return 'medium'
  if (thinking.budgetTokens <= 1024) return 'low'
  return thinking.budgetTokens <= 2048 ? 'medium' : 'high'
}

/** The budget must be at least 1,024 and leave room below `max_tokens`. */
function withBudget(
  wanted: number,
  limit: number | undefined,
  off: ThinkingPlan,
  warn: Thinker['warn'],
): ThinkingPlan {
  let budget = wanted
  if (budget < MIN_BUDGET) {
    warn(`budget_tokens became ${MIN_BUDGET}, the least that Claude takes`)
    budget = MIN_BUDGET
  }
  if (limit !== undefined && limit <= MIN_BUDGET) {
    warn(`thinking was left out: max_tokens ${limit} leaves no room for it`)
    return off
  }
  if (limit !== undefined && limit <= budget) {
    budget = Math.max(MIN_BUDGET, Math.floor(limit / 2))
    warn(`budget_tokens became ${budget}, to stay below max_tokens ${limit}`)
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
    (part) =>
      part.type === 'redacted_reasoning' || (part.type === 'reasoning' && isClaudeSignature(part.signature)),
  )
}
