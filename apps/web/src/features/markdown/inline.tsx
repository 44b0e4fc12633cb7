import type { Token, Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { safeAddress } from './parse-markdown.ts'

function Anchor({ token }: { readonly token: Tokens.Link }) {
  const address = safeAddress(token.href)
  const children = <Inline tokens={token.tokens} />
  if (!address) return <span title={token.href}>{children}</span>
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
    >
      {children}
    </a>
  )
}

const codeClass = 'rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em] break-words'

// The lexer types its tokens as an open union: each kind is named here by what it is.
const renderers: Readonly<Record<string, (token: Token) => ReactNode>> = {
  strong: (token) => (
    <strong className="font-semibold">
      <Inline tokens={(token as Tokens.Strong).tokens} />
    </strong>
  ),
  em: (token) => (
    <em>
      <Inline tokens={(token as Tokens.Em).tokens} />
    </em>
  ),
  del: (token) => (
    <del>
      <Inline tokens={(token as Tokens.Del).tokens} />
    </del>
  ),
  codespan: (token) => <code className={codeClass}>{(token as Tokens.Codespan).text}</code>,
  br: () => <br />,
  link: (token) => <Anchor token={token as Tokens.Link} />,
  // Nothing is fetched from anywhere: a picture is told by its description.
  image: (token) => {
    const { text, href } = token as Tokens.Image
    return <span className="text-ink-3">[{text || href.slice(0, 80)}]</span>
  },
  text: (token) => {
    const { tokens, text } = token as Tokens.Text
    return tokens ? <Inline tokens={tokens} /> : text
  },
  escape: (token) => (token as Tokens.Escape).text,
}

/** Text with emphasis, code and links. What is not known appears as it was written. */
export function Inline({ tokens }: { readonly tokens: readonly Token[] | undefined }) {
  return (
    <>
      {tokens?.map((token, index) => (
        <Fragment key={index}>
          {Object.hasOwn(renderers, token.type) ? renderers[token.type]?.(token) : token.raw}
        </Fragment>
      ))}
    </>
  )
}
