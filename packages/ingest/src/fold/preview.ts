/** Characters of a preview, at most. */
const longest = 200
/** How far the text of a message may lie from its role, in characters. */
const reach = 4_000

const role = /"(?:role|type)"\s*:\s*"(?:user|human)"/g
// The value may be cut off by the end of what is looked at.
const textField = /"(?:content|text)"\s*:\s*"((?:[^"\\]|\\.)*)/g
const calledName = /"(?:name|toolName)"\s*:\s*"([^"\\]{1,100})"/

/**
 * What a person would read of an input or output in a list: of a conversation the last that its user wrote, for all
 * calls of a coding agent begin with the same system prompt; of an answer its text, else the tool it calls; anything
 * else from its beginning. Prompts have megabytes: their text is searched around the place, never parsed.
 */
export function previewOf(text: string | null): string {
  if (text === null) return ''
  if (!/^\s*[[{]/.test(text)) return shorten(text)
  return shorten(textOfLastUser(text) ?? firstText(text) ?? nameOfCall(text) ?? text)
}

function textOfLastUser(text: string): string | undefined {
  const at = lastUserRole(text)
  if (at === -1) return undefined
  const after = upToNextRole(text.slice(at, at + reach))
  // Some serialisers sort keys, so that the text comes before the role.
  return firstText(after) ?? lastText(fromPreviousRole(text.slice(Math.max(0, at - reach), at)))
}

function lastUserRole(text: string): number {
  // From the end, in growing stretches: the last message is near it as a rule.
  for (let length = 16_384; ; length *= 8) {
    const from = Math.max(0, text.length - length)
    const last = [...text.slice(from).matchAll(role)].at(-1)
    if (last) return from + last.index
    if (from === 0) return -1
  }
}

function upToNextRole(text: string): string {
  const next = text.indexOf('"role"', 1)
  return next === -1 ? text : text.slice(0, next)
}

function fromPreviousRole(text: string): string {
  return text.slice(text.lastIndexOf('"role"') + 1)
}

function firstText(text: string): string | undefined {
  for (const [, found = ''] of text.slice(0, reach).matchAll(textField)) {
    if (found !== '') return unescapeJson(found)
  }
  return undefined
}

function lastText(text: string): string | undefined {
  const [, found = ''] = [...text.matchAll(textField)].at(-1) ?? []
  return found === '' ? undefined : unescapeJson(found)
}

function nameOfCall(text: string): string | undefined {
  const calls = text.search(/"(?:tool_calls|function_call|toolUse|tool_use)"/)
  const [, name] = (calls === -1 ? null : calledName.exec(text.slice(calls, calls + reach))) ?? []
  return name === undefined ? undefined : `${name}()`
}

function unescapeJson(escaped: string): string {
  const whole = escaped.slice(0, 2 * longest).replace(/\\(?:u[\da-f]{0,3})?$/i, '')
  try {
    return JSON.parse(`"${whole}"`) as string
  } catch {
    return whole
  }
}

/** One line; of a text that begins with a tag, as agents wrap the task, what that encloses. */
function shorten(text: string): string {
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^<([\w-]+)> ?(.*?) ?(?:<\/\1>.*)?$/, '$2')
  return [...line].slice(0, longest).join('').toWellFormed()
}
