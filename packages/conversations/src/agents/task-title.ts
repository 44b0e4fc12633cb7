import type { ChatMessage } from '../messages/message.ts'

/** Longest title, in characters. */
const longest = 300

/** How far into what was said first the words of the user are looked for, in characters. */
const reach = 200_000

/** Blocks that agents put before the words of their user, at most. */
const mostBlocks = 20

const opening = /<(task|user_message|user_input|feedback|user_query|command-args)>/
const tag = /^\s*<([a-z][\w-]{0,60})>/i

/** What the user asked an agent for first, on one line; undefined where nothing was said. */
export function taskTitle(messages: readonly ChatMessage[]): string | undefined {
  for (const { role, parts } of messages) {
    if (role !== 'user') continue
    for (const part of parts) {
      const words = part.type === 'text' ? wordsOf(part.text.slice(0, reach)) : ''
      if (words !== '') return words
    }
  }
  return undefined
}

function wordsOf(text: string): string {
  const line = withoutBlocks(wrappedIn(text) ?? text)
    .slice(0, 10 * longest)
    .replace(/\s+/g, ' ')
    .trim()
  return [...line.slice(0, 2 * longest)].slice(0, longest).join('').toWellFormed()
}

/** The words between the tags that say that they are the user's. */
function wrappedIn(text: string): string | undefined {
  const found = opening.exec(text)
  if (!found) return undefined
  const start = found.index + found[0].length
  const end = text.indexOf(`</${found[1]}>`, start)
  return end === -1 ? undefined : text.slice(start, end)
}

/** Without what stands before the words in tags of its own, such as reminders of the system. */
function withoutBlocks(text: string): string {
  let rest = text
  for (let blocks = 0; blocks < mostBlocks; blocks++) {
    const end = endOfBlock(rest)
    if (end === undefined) break
    rest = rest.slice(end)
  }
  return rest.trimStart()
}

function endOfBlock(text: string): number | undefined {
  const name = tag.exec(text)?.[1]
  if (name === undefined) return undefined
  const closing = `</${name}>`
  const at = text.indexOf(closing)
  return at === -1 ? undefined : at + closing.length
}
