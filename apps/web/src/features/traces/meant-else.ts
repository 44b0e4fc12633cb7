import type { MouseEvent } from 'react'

/**
 * A click in a row that meant something else than to open it: a link, a new tab, selected text, or an item of a menu
 * that was opened from the row and lies elsewhere on the page.
 */
export function meantElse(event: MouseEvent): boolean {
  const { target, currentTarget } = event
  const onLink = target instanceof Element && target.closest('a, button, label') !== null
  const isElsewhere = target instanceof Node && !currentTarget.contains(target)
  const withKey = event.metaKey || event.ctrlKey || event.shiftKey
  return onLink || isElsewhere || withKey || Boolean(getSelection()?.toString())
}
