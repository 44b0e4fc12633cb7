import type { ChatMessage } from '../messages/message.ts'

/** Longest title, in characters. */
const longest = 300

const wrapped = /<(task|user_message|user_input|feedback|user_query|command-args)>\s*([\s\S]*?)\s*<\/\1>/
/** What agents put before the words of their user: blocks in tags of their own. */
const added = /^\s*<([a-z][\w-]*)>[\s\S]*?<\/\1>\s*/i

/** What the user asked an agent for first, on one line; undefined where nothing was said. */
export function taskTitle(messages: readonly ChatMessage[]): string | undefined {
  for (const { role, parts } of messages) {
    if (role !== 'user') continue
    for (const part of parts) {
      const words = part.type === 'text' ? wordsOf(part.text) : ''
      if (words !== '') return words
    }
  }
  return undefined
}

function wordsOf(text: string): string {
  let words = wrapped.exec(text)?.[2] ?? text
  for (let before = ''; before !== words; ) {
    before = words
    words = words.replace(added, '')
  }
  const line = words.replace(/\s+/g, ' ').trim()
  return [...line.slice(0, 2 * longest)].slice(0, longest).join('').toWellFormed()
}
