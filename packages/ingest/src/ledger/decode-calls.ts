import { gatewayCall, type IngestionResponse } from '@kansoku/contracts'
import { idOf, invalidEvent } from '../decode/legacy/decode-batch.ts'
import { type CallPart, toCallPart } from './call-part.ts'

interface DecodedCalls {
  readonly parts: readonly CallPart[]
  readonly errors: IngestionResponse['errors']
}

/** Decodes lines of the ledger one by one: what is wrong with one costs only that one. */
export function decodeCalls(projectId: string, lines: readonly unknown[]): DecodedCalls {
  const parts: CallPart[] = []
  const errors: DecodedCalls['errors'] = []
  for (const line of lines) {
    const { data, error } = gatewayCall.safeParse(line)
    if (data) parts.push(toCallPart(projectId, data))
    else errors.push(invalidEvent(idOf(line), error.message))
  }
  return { parts, errors }
}
