import { randomUUID } from 'node:crypto'
import type { SharedText } from '@kansoku/contracts/gateway'

interface Texts {
  readonly id?: string
  readonly input?: SharedText | undefined
  readonly output?: SharedText | undefined
}

/** One ingestion event as JSON. `id` is its own, that of what it tells of stands in the body. */
export function eventText(
  type: string,
  { endedAt }: { readonly endedAt: number },
  body: object,
  { id = randomUUID(), ...texts }: Texts,
): string {
  return JSON.stringify({ id, type, timestamp: iso(endedAt), body: { ...body, ...texts } })
}

/** Of the second that was asked for last, up to its point: a call asks ten times for the times of two or three seconds. */
let lastSecond = Number.NaN
let lastText = ''

/** Of milliseconds since 1970, fractions of them left out. */
export function iso(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000)
  if (second !== lastSecond) {
    lastText = new Date(second * 1000).toISOString().slice(0, -4)
    lastSecond = second
  }
  return `${lastText}${String(Math.trunc(milliseconds - second * 1000)).padStart(3, '0')}Z`
}
