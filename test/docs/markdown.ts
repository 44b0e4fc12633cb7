import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import GithubSlugger from 'github-slugger'
import { lexer, type Token, walkTokens } from 'marked'

export const root = resolve(import.meta.dirname, '../..')

/** A fenced block. Readers see the language alone; the words after it are for the tests. */
export interface CodeBlock {
  readonly language: string
  readonly words: readonly string[]
  readonly text: string
}

export interface Heading {
  readonly depth: number
  /** The anchor that the forge gives it. */
  readonly slug: string
}

export interface MarkdownDocument {
  /** From the root of the repository. */
  readonly path: string
  readonly headings: readonly Heading[]
  /** Targets of links, as they are written. */
  readonly links: readonly string[]
  readonly images: readonly string[]
  readonly blocks: readonly CodeBlock[]
}

export async function readDocument(path: string): Promise<MarkdownDocument> {
  return parseDocument(path, await readFile(join(root, path), 'utf8'))
}

export function parseDocument(path: string, source: string): MarkdownDocument {
  const slugger = new GithubSlugger()
  const headings: Heading[] = []
  const links: string[] = []
  const images: string[] = []
  const blocks: CodeBlock[] = []
  walkTokens(lexer(source), (token) => {
    if (token.type === 'heading')
      headings.push({ depth: token.depth, slug: slugger.slug(plainText(token.tokens ?? [])) })
    else if (token.type === 'link') links.push(token.href)
    else if (token.type === 'image') images.push(token.href)
    else if (token.type === 'code') blocks.push(parseBlock(token.lang ?? '', token.text))
  })
  for (const { language, text } of blocks) if (language === 'mermaid') links.push(...clickTargets(text))
  return { path, headings, links, images, blocks }
}

function parseBlock(info: string, text: string): CodeBlock {
  const [language = '', ...words] = info.trim().split(/\s+/)
  return { language, words, text }
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? plainText(token.tokens) : 'text' in token ? token.text : '',
    )
    .join('')
}

/** Where the nodes of a Mermaid figure lead. */
function clickTargets(figure: string): string[] {
  return [...figure.matchAll(/^\s*click\s+\S+\s+(?:href\s+)?"([^"]+)"/gm)].map(([, target = '']) => target)
}
