import { validationError } from '../aws/aws-error.ts'
import type { ModelAbilities } from './model-abilities.ts'
import { validateCachePoints } from './validate-cache-points.ts'
import { validateThinking } from './validate-thinking.ts'
import type { ConverseMessage, ConverseRequest } from './wire.ts'

/** Refuses what the service refuses, in its words as far as clients match on them. */
export function validateRequest(request: ConverseRequest, abilities: ModelAbilities): void {
  const messages = request.messages ?? []
  if (messages.length === 0) throw validationError('The messages field must contain at least one message.')
  if (messages[0]?.role !== 'user') {
    throw validationError(
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    )
  }
  for (const [index, message] of messages.entries()) validateMessage(message, index, messages[index - 1])
  validateTools(request, messages, abilities)
  validateCachePoints(request, abilities)
  validateThinking(request, abilities)
}

function validateMessage(message: ConverseMessage, index: number, before: ConverseMessage | undefined): void {
  if (before?.role === message.role) {
    throw validationError(
      'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
    )
  }
  if (message.content.length === 0) {
    throw validationError(
      `The content field in the Message object at messages.${index} is empty. Add a ContentBlock object to the content field and try again.`,
    )
  }
  for (const [block, content] of message.content.entries()) {
    if (content.text !== undefined && content.text.trim() === '') {
      throw validationError(
        `The text field in the ContentBlock object at messages.${index}.content.${block} is blank. Add text to the text field, and try again.`,
      )
    }
  }
  const awaited = (before?.content ?? []).flatMap((block) => block.toolUse?.toolUseId ?? [])
  const answered = message.content.flatMap((block) => block.toolResult?.toolUseId ?? [])
  const missing = awaited.filter((id) => !answered.includes(id))
  if (missing.length > 0) {
    throw validationError(
      `Expected toolResult blocks at messages.${index}.content for the following Ids: ${missing.join(', ')}`,
    )
  }
}

function validateTools(
  request: ConverseRequest,
  messages: readonly ConverseMessage[],
  abilities: ModelAbilities,
): void {
  const usesTools = messages.some(({ content }) => content.some((block) => block.toolUse || block.toolResult))
  if (usesTools && !request.toolConfig) {
    throw validationError(
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    )
  }
  if (request.toolConfig && !abilities.tools) throw validationError("This model doesn't support tool use.")
  for (const { toolSpec } of request.toolConfig?.tools ?? []) {
    if (toolSpec && !/^[a-zA-Z0-9_-]{1,64}$/.test(toolSpec.name)) {
      throw validationError(
        `Value '${toolSpec.name}' at 'toolConfig.tools' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+`,
      )
    }
  }
}
