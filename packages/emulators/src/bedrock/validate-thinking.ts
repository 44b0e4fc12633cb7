import { createHmac } from 'node:crypto'
import { validationError } from '../aws/aws-error.ts'
import type { ModelAbilities } from './model-abilities.ts'
import type { ConverseRequest } from './wire.ts'

/** The rules that come with Claude's `thinking`. */
export function validateThinking(request: ConverseRequest, abilities: ModelAbilities): void {
  checkSignatures(request)
  const thinking = request.additionalModelRequestFields?.thinking
  if (thinking?.type !== 'enabled') return
  if (abilities.thinking === 'never') throw validationError('thinking: Extra inputs are not permitted')
  const { maxTokens = 4096, temperature = 1 } = request.inferenceConfig ?? {}
  const budget = thinking.budget_tokens ?? 0
  if (budget < 1024)
    throw validationError('thinking.enabled.budget_tokens: Input should be greater than or equal to 1024')
  if (maxTokens <= budget)
    throw validationError('`max_tokens` must be greater than `thinking.budget_tokens`.')
  if (temperature !== 1) throw validationError('`temperature` may only be set to 1 when thinking is enabled.')
  const choice = request.toolConfig?.toolChoice
  if (choice !== undefined && !('auto' in choice)) {
    throw validationError('Thinking may not be enabled when tool_choice forces tool use.')
  }
  checkToolLoop(request)
}

/** The proof that a piece of reasoning is the model's own. */
export function signReasoning(text: string): string {
  return createHmac('sha256', 'emulated model').update(text).digest('base64')
}

function checkSignatures({ messages = [] }: ConverseRequest): void {
  for (const [index, { content }] of messages.entries()) {
    for (const [block, { reasoningContent }] of content.entries()) {
      const reasoning = reasoningContent?.reasoningText
      if (reasoning === undefined || reasoning.signature === signReasoning(reasoning.text)) continue
      throw validationError(`messages.${index}.content.${block}: Invalid \`signature\` in \`thinking\` block`)
    }
  }
}

/** While tools are at work, the turn that called them has to begin with its reasoning. */
function checkToolLoop({ messages = [] }: ConverseRequest): void {
  const index = messages.findLastIndex(({ role }) => role === 'assistant')
  const content = messages[index]?.content ?? []
  if (!content.some((block) => block.toolUse) || content[0]?.reasoningContent) return
  const found = content[0]?.toolUse ? 'tool_use' : 'text'
  throw validationError(
    `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${found}\`.`,
  )
}
