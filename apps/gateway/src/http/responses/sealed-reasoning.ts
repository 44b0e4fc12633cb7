import type { ReasoningPart, RedactedReasoningPart } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'

type Reasoning = ReasoningPart | RedactedReasoningPart

/** Reasoning with the proof of its provider as one opaque text, which clients give back in later turns. */
export function sealReasoning(part: Reasoning): string {
  return Buffer.from(JSON.stringify(part)).toString('base64')
}

/** Undefined for what was sealed elsewhere. */
export function openReasoning(sealed: unknown): Reasoning | undefined {
  if (typeof sealed !== 'string') return undefined
  try {
    const part: unknown = JSON.parse(Buffer.from(sealed, 'base64').toString('utf8'))
    if (!isRecord(part)) return undefined
    const { type, text, signature, data } = part
    if (type === 'redacted_reasoning' && typeof data === 'string') return { type, data }
    return type === 'reasoning' && typeof text === 'string' && typeof signature === 'string'
      ? { type, text, signature }
      : undefined
  } catch {
    return undefined
  }
}
