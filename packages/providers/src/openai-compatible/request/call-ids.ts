import { createHash } from 'node:crypto'
import { splitCallId } from '../../spec/signatures.ts'
import type { CompatibleProvider } from '../provider.ts'

const SHORT_ID = /^[a-zA-Z0-9]{9}$/

/**
 * An id of a call as the provider takes it: without the signature of another one's. The same id always becomes the same
 * one, so that calls and results still meet.
 */
export function toCallId(signed: string, { shortCallIds }: CompatibleProvider): string {
  const { id } = splitCallId(signed)
  if (!shortCallIds || SHORT_ID.test(id)) return id
  return createHash('sha256').update(id).digest('hex').slice(0, 9)
}
