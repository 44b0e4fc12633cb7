import { KansokuError } from '@kansoku/contracts'
import { z } from 'zod'

/** A cursor is JSON in URL-safe base64: opaque to clients, checked when it comes back. */
export function writeCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Throws `invalid_request` for what this server has not written. */
export function readCursor<S extends z.ZodType>(shape: S, cursor: string): z.output<S> {
  const text = Buffer.from(cursor, 'base64').toString('utf8')
  const result = z
    .string()
    .transform((json, context) => {
      try {
        return JSON.parse(json) as unknown
      } catch {
        context.addIssue({ code: 'custom', message: 'no JSON' })
        return z.NEVER
      }
    })
    .pipe(shape)
    .safeParse(text)
  if (result.success) return result.data
  throw new KansokuError('invalid_request', 'Invalid cursor: use the cursor of the page before as it is.')
}
