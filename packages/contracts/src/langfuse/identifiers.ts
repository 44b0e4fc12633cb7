import { z } from 'zod'

/** The id of a trace, an observation, a score or an event: any text but the empty one. */
export const entityId = z
  .string()
  .min(1)
  .max(800)
  .refine((id) => !id.includes('\r'), 'ID cannot contain carriage return characters')

/** An id that may be missing; some senders write an empty text for none. */
export const optionalId = z.union([z.literal('').transform(() => null), entityId]).nullish()

/** ISO 8601 with `Z` or an offset. */
export const instant = z.iso.datetime({ offset: true })
