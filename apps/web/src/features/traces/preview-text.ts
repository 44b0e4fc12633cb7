const role = /"role"\s*:\s*"(\w+)"/g
// A text field whose value may be cut off by the end of the preview.
const field = /"(?:content|text)"\s*:\s*"((?:[^"\\]|\\.)*)/g

function unescapeJson(text: string): string {
  try {
    return JSON.parse(`"${text.replace(/\\u?[\da-f]{0,3}$/i, '')}"`) as string
  } catch {
    return text
  }
}

/**
 * What a person would read of an input or output of which only the beginning is known: of messages, the first that a
 * user wrote, else the first text; anything else as it is.
 */
export function previewText(preview: string): string {
  if (!/^\s*[[{"]/.test(preview)) return preview
  const users = [...preview.matchAll(role)].filter(([, name]) => name === 'user').map(({ index }) => index)
  const texts = [...preview.matchAll(field)].filter(([, text]) => text !== '')
  const asked = texts.find(({ index }) => users.some((at) => at < index))
  const [, found] = asked ?? texts[0] ?? []
  return found === undefined ? preview : unescapeJson(found).trim() || preview
}
