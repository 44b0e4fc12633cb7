import { isRecord } from '@kansoku/routing'

type Values = Readonly<Record<string, unknown>>

/** Texts that stand for something else than words in messages of any dialect. */
const wordless: ReadonlySet<string> = new Set(
  `type role id name tool_call_id tool_use_id call_id item_id url image_url data file_data file_id input_audio format
   media_type detail status signature encrypted_content cache_control model index bytes mimeType fileUri
   thoughtSignature b64_json embedding`.split(/\s+/),
)

/** Whether what a message holds under this name is no words; what stands below a record may be. */
export function isWordless(key: string, held: unknown): boolean {
  return wordless.has(key) && (typeof held !== 'object' || ArrayBuffer.isView(held))
}

/** What reaches models besides the fields that are recorded as the prompt. */
const furtherWords = `prediction documents system prompt input instructions chat_template
  additionalModelRequestFields`.split(/\s+/)
/** Where a call may bring another prompt for another model. */
const overridden = ['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks']

/** Goes through all words of a prompt in order, and makes a copy where `change` gives others. */
export type ChangeText = (text: string) => string

export function changePrompt(body: Values, fields: readonly string[], change: ChangeText): Values {
  const changed: Record<string, unknown> = {}
  for (const field of new Set([...fields, ...furtherWords])) {
    const next = changeWords(body[field], change)
    if (next !== body[field]) changed[field] = next
  }
  for (const field of overridden) {
    const next = changeOverrides(body[field], fields, change)
    if (next !== body[field]) changed[field] = next
  }
  return Object.keys(changed).length === 0 ? body : { ...body, ...changed }
}

/** All words of a prompt, in the order in which `changePrompt` meets them. */
export function promptTexts(body: Values, fields: readonly string[]): string[] {
  const texts: string[] = []
  changePrompt(body, fields, (text) => {
    texts.push(text)
    return text
  })
  return texts
}

/** Lists of models, of which some come with fields of a request. */
function changeOverrides(value: unknown, fields: readonly string[], change: ChangeText): unknown {
  if (Array.isArray(value)) return changeItems(value, (item) => changeOverrides(item, fields, change))
  if (!isRecord(value)) return value
  return changeFields(value, (key, held) =>
    fields.includes(key) || furtherWords.includes(key)
      ? changeWords(held, change)
      : changeOverrides(held, fields, change),
  )
}

/**
 * Words of messages: of their texts, and of what tools were called with and gave back. Reasoning that its provider signed
 * stays as it is unless `signed` is given, which changes it as well.
 */
function changeWords(value: unknown, change: ChangeText, signed?: ChangeSigned): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return changeItems(value, (item) => changeWords(item, change, signed))
  if (!isRecord(value)) return value
  const isSigned = typeof value.signature === 'string'
  const next = changeFields(value, (key, held) => {
    if (key === 'arguments' && typeof held === 'string') return changeJson(held, change)
    if (isOfTools(key, held)) return changeAll(held, change)
    if (key === 'functionResponse' || key === 'function_response') return changeToolAnswer(held, change)
    if (key === 'source' && isRecord(held)) return changeSource(held, change)
    // Its provider refuses reasoning that is not what it signed.
    if (isWordless(key, held) || (isSigned && key === 'thinking' && !signed)) return held
    return changeWords(held, change, signed)
  })
  return isSigned && signed && next !== value ? signed(next) : next
}

type ChangeSigned = (changed: Values) => Values

/** Words of an answer in its vendor's own form. What was signed loses its signature with its words. */
export function changeOwnAnswer(answer: unknown, change: ChangeText): unknown {
  return changeWords(answer, change, ({ signature: _signature, ...changed }) => changed)
}

/** What a tool is called with or gives back, where it is no text: in the words of Anthropic, Ollama, Gemini and Bedrock. */
export function isOfTools(key: string, held: unknown): boolean {
  if (key === 'input' || key === 'arguments') return isRecord(held)
  return (key === 'args' || key === 'json') && typeof held === 'object'
}

/** Gemini's name for all that a tool gave back is too plain to go by it alone. */
function changeToolAnswer(value: unknown, change: ChangeText): unknown {
  if (!isRecord(value)) return changeWords(value, change)
  return changeFields(value, (key, held) => {
    if (key === 'response') return changeAll(held, change)
    return isWordless(key, held) ? held : changeWords(held, change)
  })
}

/** Of a document or an image: words only where it is said to be text, or has content of its own. */
function changeSource(source: Values, change: ChangeText): Values {
  const { type } = source
  if (type === 'text')
    return changeFields(source, (key, held) => (key === 'data' ? changeWords(held, change) : held))
  return typeof type === 'string' && files.has(type) ? source : (changeWords(source, change) as Values)
}

const files: ReadonlySet<string> = new Set(['base64', 'url', 'file'])

/** Every text below, whatever its key: nothing in the arguments of a tool is known to be wordless. */
export function changeAll(value: unknown, change: ChangeText): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return changeItems(value, (item) => changeAll(item, change))
  return isRecord(value) ? changeFields(value, (_key, held) => changeAll(held, change)) : value
}

/** JSON as text, as models write arguments; what is no JSON is words. */
export function changeJson(text: string, change: ChangeText): string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return change(text)
  }
  const next = changeAll(value, change)
  return next === value ? text : JSON.stringify(next)
}

function changeItems(list: readonly unknown[], change: (item: unknown) => unknown): readonly unknown[] {
  const next = list.map(change)
  return next.every((item, index) => item === list[index]) ? list : next
}

/** A copy of a record where one of its fields changes. */
export function changeFields(value: Values, change: (key: string, held: unknown) => unknown): Values {
  let next: Record<string, unknown> | undefined
  for (const [key, held] of Object.entries(value)) {
    const changed = change(key, held)
    if (changed === held) continue
    next ??= { ...value }
    next[key] = changed
  }
  return next ?? value
}
