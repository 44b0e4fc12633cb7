import { useEffect, useEffectEvent } from 'react'

type Handler = (event: KeyboardEvent) => void

/** Keys as `event.key` names them; `mod+k` is ⌘K on a Mac and Ctrl+K elsewhere. */
export type Hotkeys = Readonly<Record<string, Handler | undefined>>

/** A box that is ticked or not takes no letters: the keys of the page work there, too. */
const inText = 'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'
const inLayer = '[role="dialog"], [role="menu"], [role="listbox"], [role="alertdialog"]'

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(inText) !== null
}

/** True when a key belongs to an open dialog or menu rather than to the page below it. */
function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(inLayer) !== null
}

/** Name under which a handler is registered. Shift is part of `event.key` already (`?`, `G`). */
export function hotkeyOf(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.metaKey || event.ctrlKey ? `mod+${key}` : event.altKey ? `alt+${key}` : key
}

/** Page-wide shortcuts. Plain keys rest while somebody types, composes Japanese text or has a dialog open. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const name = hotkeyOf(event)
    const handler = hotkeys[name]
    if (!handler) return
    if (!name.startsWith('mod+') && (isTyping(event.target) || isInLayer(event.target))) return
    event.preventDefault()
    handler(event)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handle(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
