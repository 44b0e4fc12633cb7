import { useCallback, useState } from 'react'

/** Width of an element in CSS pixels, followed as it changes; 0 before the first look. */
export function useElementWidth<E extends Element>(): [
  (element: E | null) => (() => void) | undefined,
  number,
] {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: E | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
