/** Characters at the end that are always shown. */
const kept = 15

/** A text in two: what may be cut, and the end that says what kind it is. A short text is all end. */
export function cutEnd(text: string): readonly [start: string, end: string] {
  const characters = [...text]
  return characters.length <= kept * 1.5
    ? ['', text]
    : [characters.slice(0, -kept).join(''), characters.slice(-kept).join('')]
}

/** A name that gives way in its middle where there is no room: names of models differ at both ends. Whole on hover. */
export function MiddleCut({ text, title = text }: { readonly text: string; readonly title?: string }) {
  const [start, end] = cutEnd(text)
  return (
    <span title={title} className="flex min-w-0 whitespace-pre">
      {start !== '' && <span className="truncate">{start}</span>}
      <span className={start === '' ? 'truncate' : 'shrink-0'}>{end}</span>
    </span>
  )
}
