import type { AssistantPart, ChatChoice, ChatResult, TaskBody } from '@kansoku/providers'
import { type ChangeText, changeFields, changeJson, changeOwnAnswer, isWordless } from './prompt-texts.ts'

/**
 * Goes through all words of an answer in order, and makes a copy where `change` gives others. What repeats the words in
 * another form (the provider's own event, probabilities of tokens) is left out of it: it would tell what is gone.
 */
export function changeAnswer(result: ChatResult, change: ChangeText): ChatResult {
  const { original: _original, body, output, ...rest } = result
  return {
    ...changeForeign(rest, change),
    choices: result.choices.map((choice) => changeChoice(choice, change)),
    ...(body === undefined ? {} : { body: changeBody(body, change) }),
    ...(output === undefined ? {} : { output: changeOwnAnswer(output, change) }),
  }
}

/** What vendors call a machine or a price list. */
const plain: ReadonlySet<string> = new Set(['system_fingerprint', 'service_tier'])

/** Fields that vendors add to what is known of answers: citations, results of searches and the like. */
export function changeForeign<T extends Pick<ChatResult, 'providerFields'>>(
  holder: T,
  change: ChangeText,
): T {
  const { providerFields: fields } = holder
  if (fields === undefined) return holder
  const providerFields = changeFields(fields, (key, held) =>
    plain.has(key) || isWordless(key, held) ? held : changeOwnAnswer(held, change),
  )
  return { ...holder, providerFields }
}

/** Of an answer that is no chat: an object, or a text. */
function changeBody(body: TaskBody, change: ChangeText): TaskBody {
  if ('json' in body) return { json: changeOwnAnswer(body.json, change) as typeof body.json }
  if (!('bytes' in body) || !body.contentType.startsWith('text/')) return body
  const text = Buffer.from(body.bytes).toString('utf8')
  const changed = change(text)
  return changed === text ? body : { ...body, bytes: Buffer.from(changed) }
}

function changeChoice(choice: ChatChoice, change: ChangeText): ChatChoice {
  const { logprobs, refusal, ...rest } = choice
  const content = choice.content.map((part) => changePart(part, change))
  const isSame = content.every((part, index) => part === choice.content[index])
  return {
    ...changeForeign(rest, change),
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
export function withoutWords(result: ChatResult): ChatResult {
  const { original: _original, output: _output, body: _body, providerFields: _fields, ...rest } = result
  return {
    ...rest,
    choices: result.choices.map(({ index }) => ({ index, content: [], finishReason: 'content_filter' })),
  }
}
