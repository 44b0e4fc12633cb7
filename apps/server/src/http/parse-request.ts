import { KansokuError } from '@kansoku/contracts'
import type { z } from 'zod'

/**
 * Parses what a client sent. Throws `invalid_request` with the zod issues as details; a zod error from anywhere else
 * stays an internal error.
 */
export function parseRequest<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new KansokuError('invalid_request', undefined, { details: result.error.issues })
}
