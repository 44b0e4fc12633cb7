import type {
  ChatAnswerMessage,
  ChatCompletion,
  ChatToolCall,
  ThinkingBlock,
} from '@kansoku/contracts/gateway'
import { type ChatChoice, type ChatResult, NO_USAGE } from '@kansoku/providers'
import type { AnswerHead } from '../call/answer-head.ts'
import { toChatUsage } from './usage.ts'

export function toCompletion(result: ChatResult, { id, created, model }: AnswerHead): ChatCompletion {
  return {
    id,
    object: 'chat.completion',
    created,
    model,
    choices: result.choices.map((choice) => ({
      index: choice.index,
      message: toAnswerMessage(choice),
      finish_reason: choice.finishReason,
      ...(choice.logprobs === undefined ? {} : { logprobs: choice.logprobs }),
    })),
    usage: toChatUsage(result.usage ?? NO_USAGE),
    ...result.providerFields,
  }
}

/** The answer as one message. Text of several blocks is joined; null when there is none besides tool calls. */
export function toAnswerMessage(choice: ChatChoice): ChatAnswerMessage {
  let text = ''
  let reasoning = ''
  const toolCalls: ChatToolCall[] = []
  const thinkingBlocks: ThinkingBlock[] = []
  for (const part of choice.content) {
    switch (part.type) {
      case 'text':
        text += part.text
        break
      case 'reasoning':
        reasoning += part.text
        thinkingBlocks.push({
          type: 'thinking',
          thinking: part.text,
          ...(part.signature === undefined ? {} : { signature: part.signature }),
        })
        break
      case 'redacted_reasoning':
        thinkingBlocks.push({ type: 'redacted_thinking', data: part.data })
        break
      case 'tool_call':
        toolCalls.push({
          index: toolCalls.length,
          id: part.id,
          type: 'function',
          function: { name: part.name, arguments: part.arguments },
        })
    }
  }
  return {
    role: 'assistant',
    content: text === '' && (toolCalls.length > 0 || choice.refusal !== undefined) ? null : text,
    ...(choice.refusal === undefined ? {} : { refusal: choice.refusal }),
    ...(toolCalls.length === 0 ? {} : { tool_calls: toolCalls }),
    ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
    ...(thinkingBlocks.length === 0 ? {} : { thinking_blocks: thinkingBlocks }),
    ...choice.providerFields,
  }
}
