import { createHash } from 'node:crypto'
import type { CompatibleProvider } from '../provider.ts'

const SHORT_ID = /^[a-zA-Z0-9]{9}$/

/** The same id always becomes the same one, so that calls and results still meet. */
export function toCallId(id: string, { shortCallIds }: CompatibleProvider): string {
  if (!shortCallIds || SHORT_ID.test(id)) return id
  return createHash('sha256').update(id).digest('hex').slice(0, 9)
}
