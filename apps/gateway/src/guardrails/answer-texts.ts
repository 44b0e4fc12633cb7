import type { AssistantPart, ChatChoice, ChatResult } from '@kansoku/providers'
import { type ChangeText, changeAll, changeJson } from './prompt-texts.ts'

/**
 * Goes through all words of an answer in order, and makes a copy where `change` gives others. What repeats the words in
 * another form (the provider's own event, probabilities of tokens) is left out of it: it would tell what is gone.
 */
export function changeAnswer(result: ChatResult, change: ChangeText): ChatResult {
  const { original: _original, ...rest } = result
  return { ...rest, choices: result.choices.map((choice) => changeChoice(choice, change)) }
}

/** The same for all that is written down of an answer. */
export function changeRecord(result: ChatResult, change: ChangeText): ChatResult {
  const { output } = result
  return {
    ...changeAnswer(result, change),
    ...(output === undefined ? {} : { output: changeAll(output, change) }),
  }
}

function changeChoice(choice: ChatChoice, change: ChangeText): ChatChoice {
  const { logprobs, refusal, ...rest } = choice
  const content = choice.content.map((part) => changePart(part, change))
  const isSame = content.every((part, index) => part === choice.content[index])
  return {
    ...rest,
    content,
    ...(refusal === undefined ? {} : { refusal: change(refusal) }),
    ...(isSame && logprobs !== undefined ? { logprobs } : {}),
  }
}

function changePart(part: AssistantPart, change: ChangeText): AssistantPart {
  if (part.type === 'redacted_reasoning') return part
  if (part.type === 'tool_call') {
    const text = changeJson(part.arguments, change)
    return text === part.arguments ? part : { ...part, arguments: text }
  }
  const text = change(part.text)
  if (text === part.text) return part
  // A signature is for the words that were signed.
  return { type: part.type, text }
}

/** An answer of which nothing is told but what it cost. */
export function withoutWords({ original: _, output: _output, ...result }: ChatResult): ChatResult {
  return {
    ...result,
    choices: result.choices.map(({ index }) => ({ index, content: [], finishReason: 'content_filter' })),
  }
}
