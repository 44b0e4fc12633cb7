import { KansokuError } from '@kansoku/contracts'

/** A filter, order or cursor that cannot be honoured: 400 with what was wrong and what would be right. */
export function invalidFilter(message: string): KansokuError {
  return new KansokuError('invalid_request', message)
}
