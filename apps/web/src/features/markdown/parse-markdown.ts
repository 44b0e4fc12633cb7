import { Marked, type Token } from 'marked'

// Models and their users write tags that are no HTML (`<task>`, `<environment_details>`): they stay text.
const parser = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: () => undefined, tag: () => undefined, def: () => undefined },
})

/** Text longer than this is shown as it is: parsing it would hold up the page. */
export const markdownLimit = 100_000

/** A line longer than this is data rather than prose, and some of it would take the parser seconds. */
const longestLine = 10_000

function hasLongLine(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start)
    const stop = end < 0 ? text.length : end
    if (stop - start > longestLine) return true
    start = stop + 1
  }
  return false
}

/** Blocks of a Markdown text; undefined when it is too long or too deeply nested to be parsed. */
export function parseMarkdown(text: string): Token[] | undefined {
  if (text.length > markdownLimit || hasLongLine(text)) return undefined
  try {
    return parser.lexer(text)
  } catch {
    return undefined
  }
}

/** An address that a link may lead to; undefined for every other scheme. */
export function safeAddress(href: string): string | undefined {
  try {
    const { protocol, href: whole } = new URL(href)
    return ['http:', 'https:', 'mailto:'].includes(protocol) ? whole : undefined
  } catch {
    return undefined
  }
}
