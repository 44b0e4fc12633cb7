import type { ChatChunk } from '../../spec/chunk.ts'
import { sealDetails } from '../../spec/signatures.ts'
import type { WireReasoningDetail } from '../wire.ts'

/** Puts together what OpenRouter tells of reasoning, piece by piece. */
export interface ReasoningDetails {
  add(piece: WireReasoningDetail): void
  /** Everything so far as a signature, if there is anything new; the last one of a stream is whole. */
  tell(choice: object, chunks: ChatChunk[]): void
}

/** Fields that grow; the others come once. */
const GROWING = ['text', 'summary', 'data'] as const

export function createReasoningDetails(): ReasoningDetails {
  const details = new Map<string, WireReasoningDetail>()
  let untold = false
  return {
    add(piece) {
      untold = true
      const key = `${piece.type}/${piece.index ?? details.size}`
      details.set(key, grow(details.get(key), piece))
    },
    tell(choice, chunks) {
      if (!untold) return
      untold = false
      chunks.push({ type: 'reasoning_signature', ...choice, signature: sealDetails([...details.values()]) })
    },
  }
}

function grow(known: WireReasoningDetail | undefined, piece: WireReasoningDetail): WireReasoningDetail {
  if (known === undefined) return piece
  const told = Object.entries(piece).filter(([, value]) => value !== null && value !== undefined)
  const grown = GROWING.flatMap((name) => {
    const [before, more] = [known[name], piece[name]]
    return typeof before === 'string' && typeof more === 'string' ? [[name, before + more] as const] : []
  })
  return { ...known, ...Object.fromEntries(told), ...Object.fromEntries(grown) }
}
