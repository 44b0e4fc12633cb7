import type { ChatMessage } from '../messages/message.ts'

/** What an agent that speaks XML writes over the result of a tool: `[read_file for 'a.ts'] Result:`. */
const heading = /^\[([a-z_]{4,40})\b[^\n]{0,2000}\] Result:[ \t]*\n?/gm

export interface XmlResult {
  readonly name: string
  readonly text: string
}

/** Results of tools in what the user's side says next. */
export function readXmlResults(messages: readonly ChatMessage[]): XmlResult[] {
  const texts = messages.flatMap(({ role, parts }) =>
    role === 'user' ? parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])) : [],
  )
  return texts.flatMap((text) => {
    const headings = [...text.matchAll(heading)]
    return headings.map(({ 0: line, 1: name = '', index }, place) => ({
      name,
      text: withoutSurroundings(text.slice(index + line.length, headings[place + 1]?.index)),
    }))
  })
}

/** What the agent adds about the machine is no part of a result. */
function withoutSurroundings(text: string): string {
  const at = text.indexOf('\n<environment_details>')
  return (at === -1 ? text : text.slice(0, at)).trim()
}
