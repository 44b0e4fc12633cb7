import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'

interface Anchor {
  readonly id: string
  readonly top: number
}

/**
 * Keeps what somebody reads in its place while rows arrive above it; at the very top, rows simply arrive. Another
 * `list` starts at its top. Rows carry their id in `data-row-id`.
 */
export function useScrollAnchor(list: string, rows: unknown) {
  const container = useRef<HTMLDivElement>(null)
  const anchor = useRef<Anchor | undefined>(undefined)

  const onScroll = useCallback(() => {
    if (container.current) anchor.current = findAnchor(container.current)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the rows may have moved them
  useLayoutEffect(() => {
    const box = container.current
    if (!box || !anchor.current) return
    const row = box.querySelector(`[data-row-id="${CSS.escape(anchor.current.id)}"]`)
    if (row) box.scrollTop += topIn(box, row) - anchor.current.top
  }, [rows])

  const shown = useRef(list)
  useEffect(() => {
    // The first list stands at its top already: to say so would have the page laid out before its time.
    if (shown.current === list) return
    shown.current = list
    anchor.current = undefined
    if (container.current) container.current.scrollTop = 0
  }, [list])

  return { container, onScroll }
}

const topIn = (box: Element, row: Element) =>
  row.getBoundingClientRect().top - box.getBoundingClientRect().top

function findAnchor(box: Element): Anchor | undefined {
  if (box.scrollTop < 4) return undefined
  for (const row of box.querySelectorAll('[data-row-id]')) {
    const top = topIn(box, row)
    const id = row.getAttribute('data-row-id')
    if (top >= 0 && id) return { id, top }
  }
  return undefined
}
