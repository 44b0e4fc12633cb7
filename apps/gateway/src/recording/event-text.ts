import { randomUUID } from 'node:crypto'
import type { SharedText } from '@kansoku/contracts'

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

/** Of milliseconds since 1970. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
