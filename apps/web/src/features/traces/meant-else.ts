import type { MouseEvent } from 'react'

/** A click in a row that meant something else than to open it: a link, a new tab, selected text. */
export function meantElse(event: MouseEvent): boolean {
  const onLink = event.target instanceof Element && event.target.closest('a, button') !== null
  return onLink || event.metaKey || event.ctrlKey || event.shiftKey || Boolean(getSelection()?.toString())
}
