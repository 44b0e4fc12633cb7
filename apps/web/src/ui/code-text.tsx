import { Fragment } from 'react'

/** A sentence in which text between backticks is code. */
export function CodeText({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((piece, index) =>
        index % 2 === 1 ? (
          <code
            key={index}
            className="rounded-sm bg-sunken px-1 py-px font-mono text-[0.92em] sm:whitespace-nowrap"
          >
            {piece}
          </code>
        ) : (
          <Fragment key={index}>{piece}</Fragment>
        ),
      )}
    </>
  )
}
