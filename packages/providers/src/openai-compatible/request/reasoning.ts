import type { Adjustments } from '../../spec/adjustments.ts'
import type { ChatRequest, Thinking } from '../../spec/request.ts'
import type { CompatibleProvider } from '../provider.ts'

/** OpenAI's models that do not think. */
const PLAIN_MODEL = /^(?:gpt-3|gpt-4|chatgpt)/
const NO_EFFORT = /^(?:none|disabled?|off)$/

type Fields = Readonly<Record<string, unknown>>

/** `thinking` and `reasoning_effort` in the words of the provider. */
export function reasoningFields(
  request: ChatRequest,
  model: string,
  provider: CompatibleProvider,
  adjust: Adjustments,
): Fields {
  const { thinking, reasoningEffort: effort } = request
  switch (provider.thinking) {
    case 'budget':
      return { thinking: thinking && toBudget(thinking), reasoning_effort: effort }
    case 'switch':
      return switchFields(thinking, effort, adjust)
    case 'reasoning':
      return { reasoning: toReasoning(thinking, effort) }
    case 'effort':
      return effortFields(request, model, provider, adjust)
  }
}

function toBudget(thinking: Thinking): object {
  return thinking.type === 'enabled'
    ? { type: 'enabled', budget_tokens: thinking.budgetTokens }
    : { type: thinking.type }
}

function switchFields(
  thinking: Thinking | undefined,
  effort: string | undefined,
  adjust: Adjustments,
): Fields {
  if (thinking === undefined && effort === undefined) return {}
  const off = thinking ? thinking.type === 'disabled' : NO_EFFORT.test(effort ?? '')
  if (thinking?.type === 'enabled') adjust.warn('budget_tokens was left out: thinking is only on or off')
  return { thinking: { type: off ? 'disabled' : 'enabled' }, reasoning_effort: off ? undefined : effort }
}

function toReasoning(thinking: Thinking | undefined, effort: string | undefined): object | undefined {
  if (thinking?.type === 'enabled') return { max_tokens: thinking.budgetTokens }
  if (thinking?.type === 'disabled') return { enabled: false }
  if (effort !== undefined) return NO_EFFORT.test(effort) ? { enabled: false } : { effort }
  return thinking && { effort: 'medium' }
}

function effortFields(
  { thinking, reasoningEffort: effort }: ChatRequest,
  model: string,
  provider: CompatibleProvider,
  adjust: Adjustments,
): Fields {
  const asked = effort ?? effortOf(thinking)
  if (asked === undefined) return {}
  if (provider.ofOpenAi && PLAIN_MODEL.test(model)) {
    adjust.drop(thinking ? 'thinking' : 'reasoning_effort', `${model} does not think`)
    return {}
  }
  if (effort === undefined) adjust.warn(`thinking became reasoning_effort ${asked}`)
  return { reasoning_effort: asked }
}

function effortOf(thinking: Thinking | undefined): string | undefined {
  if (thinking === undefined || thinking.type === 'disabled') return undefined
  if (thinking.type === 'adaptive') return 'medium'
  if (thinking.budgetTokens <= 1024) return 'low'
  return thinking.budgetTokens <= 2048 ? 'medium' : 'high'
}
