import type { Bounds } from '../traces/bounds.ts'

/** Bounds as people read them, in numbers of the page. */
export function sayBounds({ min, max, isAbove, isBelow }: Bounds, say: (value: number) => string): string {
  if (min !== undefined && max !== undefined && !isAbove && !isBelow)
    return min === max ? `= ${say(min)}` : `${say(min)} – ${say(max)}`
  const least = min === undefined ? [] : [`${isAbove ? '>' : '≥'} ${say(min)}`]
  const most = max === undefined ? [] : [`${isBelow ? '<' : '≤'} ${say(max)}`]
  return [...least, ...most].join(', ')
}
