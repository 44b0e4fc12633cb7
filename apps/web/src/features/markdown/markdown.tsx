import type { Token, Tokens } from 'marked'
import { Fragment, type ReactNode, useMemo } from 'react'
import { CodeBlock } from './code-block.tsx'
import { Inline } from './inline.tsx'
import { parseMarkdown } from './parse-markdown.ts'

const headings = {
  1: 'mt-4 text-lg font-semibold',
  2: 'mt-4 text-base font-semibold',
  3: 'mt-3 text-base font-semibold',
} as const

function ListItem({ item }: { readonly item: Tokens.ListItem }) {
  return (
    <li className="my-0.5 [&>p]:my-0">
      {item.task && (
        <input
          type="checkbox"
          checked={item.checked ?? false}
          readOnly
          aria-label={item.text}
          className="mr-2"
        />
      )}
      <Blocks tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} />
    </li>
  )
}

function List({ token }: { readonly token: Tokens.List }) {
  const items = token.items.map((item, index) => <ListItem key={index} item={item} />)
  if (!token.ordered) return <ul className="my-2 list-disc pl-5 marker:text-ink-3">{items}</ul>
  return (
    <ol start={token.start === '' ? 1 : token.start} className="my-2 list-decimal pl-6 marker:text-ink-3">
      {items}
    </ol>
  )
}

function Grid({ token }: { readonly token: Tokens.Table }) {
  const cell = (item: Tokens.TableCell, index: number, Cell: 'th' | 'td') => (
    <Cell
      key={index}
      style={{ textAlign: item.align ?? 'left' }}
      className="border border-line px-2.5 py-1 align-top font-normal first:font-medium"
    >
      <Inline tokens={item.tokens} />
    </Cell>
  )
  return (
    <div className="my-2 overflow-x-auto">
      <table className="border-collapse text-sm">
        <thead className="bg-sunken">
          <tr>{token.header.map((item, index) => cell(item, index, 'th'))}</tr>
        </thead>
        <tbody>
          {token.rows.map((row, index) => (
            <tr key={index}>{row.map((item, column) => cell(item, column, 'td'))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const renderers: Readonly<Record<string, (token: Token) => ReactNode>> = {
  space: () => null,
  hr: () => <hr className="my-4 border-line" />,
  heading: (token) => {
    const { depth, tokens } = token as Tokens.Heading
    // Looks like a heading and is none: whoever moves by headings moves through the page, not through messages.
    return (
      <p className={headings[depth as 1] ?? headings[3]}>
        <Inline tokens={tokens} />
      </p>
    )
  },
  paragraph: (token) => (
    <p className="my-2 break-words">
      <Inline tokens={(token as Tokens.Paragraph).tokens} />
    </p>
  ),
  text: (token) => {
    const { tokens, text } = token as Tokens.Text
    return tokens ? <Inline tokens={tokens} /> : text
  },
  code: (token) => {
    const { text, lang } = token as Tokens.Code
    return <CodeBlock text={text} {...(lang ? { language: lang } : {})} />
  },
  blockquote: (token) => (
    <blockquote className="my-2 border-l-2 border-line-strong pl-3 text-ink-2">
      <Blocks tokens={(token as Tokens.Blockquote).tokens} />
    </blockquote>
  ),
  list: (token) => <List token={token as Tokens.List} />,
  table: (token) => <Grid token={token as Tokens.Table} />,
}

function Blocks({ tokens }: { readonly tokens: readonly Token[] }) {
  return (
    <>
      {tokens.map((token, index) => (
        <Fragment key={index}>
          {Object.hasOwn(renderers, token.type) ? (
            renderers[token.type]?.(token)
          ) : (
            <Inline tokens={[token]} />
          )}
        </Fragment>
      ))}
    </>
  )
}

/** Markdown as React elements. No HTML is ever made of the text, so nothing in it can run. */
export function Markdown({ text }: { readonly text: string }) {
  const tokens = useMemo(() => parseMarkdown(text), [text])
  if (!tokens) return <p className="break-words whitespace-pre-wrap">{text}</p>
  return (
    <div className="[&>:first-child]:mt-0 [&>:last-child]:mb-0">
      <Blocks tokens={tokens} />
    </div>
  )
}
