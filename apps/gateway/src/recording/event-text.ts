import { randomUUID } from 'node:crypto'

/** One ingestion event as JSON. `id` is its own, that of what it tells of stands in the body. */
export function eventText(
  type: string,
  { endedAt }: { readonly endedAt: number },
  body: object,
  id: string = randomUUID(),
): string {
  return JSON.stringify({ id, type, timestamp: iso(endedAt), body })
}

/** Of the second that was asked for last, up to its point: a call asks ten times for the times of two or three seconds. */
let lastSecond = Number.NaN
let lastText = ''
const ends = Array.from({ length: 1000 }, (_, millisecond) => `${String(millisecond).padStart(3, '0')}Z`)

/** Of milliseconds since 1970, fractions of them left out. */
export function iso(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000)
  if (second !== lastSecond) {
    lastText = new Date(second * 1000).toISOString().slice(0, -4)
    lastSecond = second
  }
  return lastText + ends[Math.trunc(milliseconds - second * 1000)]
}
