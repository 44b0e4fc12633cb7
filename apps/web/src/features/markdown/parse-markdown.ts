import { Marked, type Token } from 'marked'

// Models and their users write tags that are no HTML (`<task>`, `<environment_details>`): they stay text.
const parser = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: { html: () => undefined, tag: () => undefined, def: () => undefined },
})

/** Text longer than this is shown as it is: parsing it would hold up the page. */
export const markdownLimit = 100_000

/** Blocks of a Markdown text; undefined when it is too long or too deeply nested to be parsed. */
export function parseMarkdown(text: string): Token[] | undefined {
  if (text.length > markdownLimit) return undefined
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
