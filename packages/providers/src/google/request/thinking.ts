import type { ChatRequest } from '../../spec/request.ts'
import type { Draft } from './draft.ts'

type Fields = Readonly<Record<string, unknown>>

const NO_EFFORT = /^(?:none|disabled?|off)$/
/** LiteLLM's. */
const BUDGETS: Readonly<Record<string, number>> = { minimal: 512, low: 1024, medium: 2048, high: 4096 }
/** The model decides itself. */
const DYNAMIC = -1

/** `thinkingConfig` for `thinking` or, where that is not given, `reasoning_effort`. */
export function thinkingConfig(request: ChatRequest, draft: Draft): Fields | undefined {
  const { thinking, reasoningEffort: effort } = request
  if (thinking === undefined && effort === undefined) return undefined
  const off = thinking ? thinking.type === 'disabled' : NO_EFFORT.test(effort ?? '')
  if (draft.can.thinking === 'none') {
    if (!off) draft.drop(thinking ? 'thinking' : 'reasoning_effort', `${draft.model} does not think`)
    return undefined
  }
  if (off) return switchedOff(draft)
  if (thinking?.type === 'enabled') return withThoughts({ thinkingBudget: thinking.budgetTokens })
  if (draft.can.thinking === 'level')
    return withThoughts(effort ? { thinkingLevel: levelOf(effort, draft) } : {})
  const budget =
    thinking?.type === 'adaptive' && effort === undefined ? DYNAMIC : (BUDGETS[effort ?? ''] ?? BUDGETS.high)
  return withThoughts({ thinkingBudget: budget })
}

function withThoughts(config: Fields): Fields {
  return { ...config, includeThoughts: true }
}

function switchedOff({ can, model, warn }: Draft): Fields {
  if (can.thinking === 'level') {
    const thinkingLevel = can.allLevels ? 'minimal' : 'low'
    warn(`thinking was set to ${thinkingLevel}: ${model} cannot do without`)
    return { thinkingLevel }
  }
  if (can.leastBudget > 0) warn(`thinking was set to ${can.leastBudget} tokens: ${model} cannot do without`)
  return { thinkingBudget: can.leastBudget }
}

/** Some models know only the two ends. */
function levelOf(effort: string, { can, model, warn }: Draft): string {
  if (effort === 'low' || effort === 'high') return effort
  if (effort === 'minimal' || effort === 'medium') {
    if (can.allLevels) return effort
    const nearest = effort === 'minimal' ? 'low' : 'high'
    warn(`effort ${effort} became ${nearest}: ${model} has no other`)
    return nearest
  }
  warn(`effort ${effort} became high, the most that ${model} knows`)
  return 'high'
}
