import type { Person } from './comments.ts'

/** A mention that is being written before the caret. */
export interface OpenMention {
  /** Place of the `@`. */
  readonly start: number
  readonly typed: string
}

/** What follows an `@` that begins a word; names may hold one space. */
const mention = /(?:^|[\s(（「])@([^\s@[\]()]{0,40}(?: [^\s@[\]()]{1,40})?)$/u

export function openMention(text: string, caret: number): OpenMention | undefined {
  const found = mention.exec(text.slice(0, caret))
  const typed = found?.[1]
  return typed === undefined ? undefined : { start: caret - typed.length - 1, typed }
}

/** The text with the mention written out, and where the caret goes on. */
export function writeMention(
  text: string,
  { start, typed }: OpenMention,
  { id, name }: Person,
): { readonly text: string; readonly caret: number } {
  // Brackets would end the link that a mention is in Markdown.
  const link = `@[${name.replace(/[[\]\\]/g, '')}](user:${encodeURIComponent(id)}) `
  const rest = text.slice(start + 1 + typed.length)
  return { text: text.slice(0, start) + link + rest, caret: start + link.length }
}
