import fc from 'fast-check'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Inline } from './inline.tsx'
import { markdownLimit, parseMarkdown, safeAddress } from './parse-markdown.ts'

const inline = (text: string): string => {
  const [block] = parseMarkdown(text) ?? []
  const tokens = block && 'tokens' in block ? block.tokens : undefined
  return renderToStaticMarkup((<Inline tokens={tokens} />) as ReactElement)
}

describe('inline', () => {
  test('emphasis, code and links', () => {
    expect(inline('**a** _b_ `c`')).toMatch(/<strong[^>]*>a<\/strong> <em>b<\/em> <code[^>]*>c<\/code>/)
    expect(inline('[docs](https://example.com/x)')).toContain('href="https://example.com/x"')
    expect(inline('[docs](https://example.com/x)')).toContain('rel="noopener noreferrer"')
  })

  test('tags that a model or a user wrote stay text', () => {
    expect(inline('<task>fix **it**</task>')).toMatch(
      /&lt;task&gt;fix <strong[^>]*>it<\/strong>&lt;\/task&gt;/,
    )
    expect(inline('<script>alert(1)</script>')).not.toContain('<script')
    expect(inline('<img src=x onerror=alert(1)>')).not.toContain('<img')
  })

  test('a picture is told, not fetched', () => {
    expect(inline('![a cat](https://example.com/cat.png)')).not.toContain('<img')
    expect(inline('![a cat](https://example.com/cat.png)')).toContain('[a cat]')
  })

  test('links to other schemes lead nowhere', () => {
    expect(inline('[x](javascript:alert(1))')).not.toContain('href')
    expect(inline('[x](data:text/html;base64,AAAA)')).not.toContain('href')
    expect(safeAddress('JaVaScRiPt:alert(1)')).toBeUndefined()
    expect(safeAddress('/relative')).toBeUndefined()
    expect(safeAddress('mailto:a@example.com')).toBe('mailto:a@example.com')
  })

  test('whatever is written, no element can carry script', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '[',
      '](',
      ')',
      '!',
      'javascript:',
      'onerror=',
      '<svg ',
      '&lt;',
      '**',
      'a',
      '\n',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const html = inline(pieces.join(''))
        expect(html).not.toMatch(/<(script|svg|img|iframe)|href="javascript/i)
      }),
    )
  })
})

describe('blocks', () => {
  test('are told apart', () => {
    const kinds = parseMarkdown('# h\n\ntext\n\n- a\n- b\n\n```ts\nx\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n> q')
    expect(kinds?.map(({ type }) => type).filter((type) => type !== 'space')).toEqual([
      'heading',
      'paragraph',
      'list',
      'code',
      'table',
      'blockquote',
    ])
  })

  test('definitions of links do not vanish', () => {
    expect(inline('[a]: https://example.com')).toContain('[a]')
  })

  test('text too long or too deep to parse is left alone', () => {
    expect(parseMarkdown('a'.repeat(markdownLimit + 1))).toBeUndefined()
    expect(parseMarkdown(`short\n${'*a'.repeat(20_000)}`)).toBeUndefined()
    expect(() => parseMarkdown('> '.repeat(4_000))).not.toThrow()
  })
})
