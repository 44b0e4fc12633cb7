import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/**
 * Moves items of a list by their handles: while one is dragged, and by the arrow keys while it has the focus. `ids` are
 * the items in order; the list holds one element for each.
 */
export function useReorder(ids: readonly string[], onMove: (id: string, to: number) => void) {
  const list = useRef<HTMLUListElement>(null)
  const moved = useRef<string>(undefined)
  const [dragged, setDragged] = useState<string>()

  const move = (id: string, to: number) => {
    moved.current = id
    onMove(id, to)
  }
  const follow = useEffectEvent((event: PointerEvent) => {
    const items = [...(list.current?.children ?? [])]
    const below = items.findIndex((item) => event.clientY < item.getBoundingClientRect().bottom)
    const to = below < 0 ? items.length - 1 : below
    if (dragged !== undefined && ids.indexOf(dragged) !== to) move(dragged, to)
  })
  // Not on the handle: an element that changes its place in the document loses the pointer that it captured.
  useEffect(() => {
    if (dragged === undefined) return
    const end = () => setDragged(undefined)
    const events = { pointermove: (event: PointerEvent) => follow(event), pointerup: end, pointercancel: end }
    for (const [name, listener] of Object.entries(events)) addEventListener(name as 'pointermove', listener)
    return () => {
      for (const [name, listener] of Object.entries(events))
        removeEventListener(name as 'pointermove', listener)
    }
  }, [dragged])
  // It loses the focus for the same reason.
  useLayoutEffect(() => {
    const id = moved.current
    moved.current = undefined
    if (id !== undefined) list.current?.children[ids.indexOf(id)]?.querySelector('button')?.focus()
  }, [ids])

  const handleOf = (id: string) => ({
    onPointerDown: () => setDragged(id),
    onKeyDown: (event: KeyboardEvent) => {
      const step = steps[event.key]
      if (step === undefined) return
      event.preventDefault()
      move(id, ids.indexOf(id) + step)
    },
  })
  return { list, dragged, handleOf }
}
